// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import { goDuration } from '../../src/genesis/go-duration.js';
import { parseByteSize } from '../../src/profile/parse-byte-size.js';
import { parseGoDuration } from '../../src/profile/parse-go-duration.js';

describe('parseGoDuration', () => {
  const cases: readonly [text: string, milliseconds: number | undefined][] = [
    ['0', 0],
    ['500ms', 500],
    ['2s', 2000],
    ['1m30s', 90_000],
    ['1h0m0.5s', 3_600_500],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['-1s', -1000],
    ['+1s', 1000],
    ['250µs', 0.25],
    ['', undefined],
    ['1', undefined],
    ['1 s', undefined],
    ['s', undefined],
    ['1d', undefined],
    ['1s later', undefined],
  ];
  for (const [text, milliseconds] of cases) {
    it(`reads '${text}' as ${milliseconds ?? 'nothing'}`, () => {
      expect(parseGoDuration(text)).to.equal(milliseconds);
    });
  }

  it('reads what goDuration writes', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), (milliseconds) => {
        expect(parseGoDuration(goDuration(milliseconds))).to.be.closeTo(milliseconds, 1e-6);
      }),
    );
  });
});

describe('parseByteSize', () => {
  const cases: readonly [text: string, bytes: number | undefined][] = [
    ['512 KB', 512 * 1024],
    ['10MB', 10 * 1024 * 1024],
    ['1 g', 1024 ** 3],
    ['16 mb', 16 * 1024 * 1024],
    ['10', undefined],
    ['10 B', undefined],
    ['1.5 MB', undefined],
    ['', undefined],
  ];
  for (const [text, bytes] of cases) {
    it(`reads '${text}' as ${bytes ?? 'nothing'}`, () => {
      expect(parseByteSize(text)).to.equal(bytes);
    });
  }
});
