// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { parseDuration } from '../../../src/auth/tokens/parse-duration.js';

describe('parseDuration', () => {
  it('takes minutes, hours and days', () => {
    expect(['90m', '12h', '30d'].map(parseDuration)).to.deep.equal([5_400_000, 43_200_000, 2_592_000_000]);
  });

  for (const text of ['', '30', 'd', '0d', '-1d', '1.5h', '30 d', '1y', '100000d']) {
    it(`refuses "${text}"`, () => {
      expect(() => parseDuration(text)).to.throw(RangeError);
    });
  }
});
