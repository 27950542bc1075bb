// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { goDuration } from '../../../../src/embedded/node/go-duration.js';

describe('goDuration', () => {
  const cases: readonly [string, number][] = [
    ['2s', 2000],
    ['500ms', 500],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['250us', 0.25],
  ];
  for (const [text, milliseconds] of cases) {
    it(`reads ${text}`, () => {
      expect(goDuration(text)).to.equal(milliseconds);
    });
  }

  for (const text of ['', '2', 's', '2 s', '-2s', '2sx']) {
    it(`refuses '${text}'`, () => {
      expect(() => goDuration(text)).to.throw(RangeError, `not a duration: ${text}`);
    });
  }
});
