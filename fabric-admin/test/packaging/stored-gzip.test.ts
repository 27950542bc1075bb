// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { gunzipSync } from 'node:zlib';
import { storedGzip } from '../../src/packaging/stored-gzip.js';

describe('storedGzip', () => {
  for (const size of [0, 1, 65_534, 65_535, 65_536, 131_070, 200_000]) {
    it(`keeps ${size} bytes as they are`, () => {
      const content = Buffer.from(Array.from({ length: size }, (_, index) => (index * 31) % 251));
      expect(gunzipSync(storedGzip(content)).equals(content)).to.be.true;
    });
  }

  it('has no time and no operating system in its header', () => {
    expect([...storedGzip(Buffer.from('x')).subarray(0, 10)]).to.deep.equal([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  });
});
