// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { bearerToken } from '../../src/auth/bearer-token.js';

describe('bearerToken', () => {
  it('takes the scheme in any case, as HTTP says', () => {
    expect(['Bearer abc', 'bearer abc', 'BEARER  abc '].map(bearerToken)).to.deep.equal(['abc', 'abc', 'abc']);
  });

  for (const { reason, authorization } of [
    { reason: 'no header', authorization: undefined },
    { reason: 'no token', authorization: 'Bearer ' },
    { reason: 'another scheme', authorization: 'Basic abc' },
    { reason: 'no scheme', authorization: 'abc' },
    { reason: 'two tokens', authorization: 'Bearer abc def' },
    { reason: 'a token of absurd length', authorization: `Bearer ${'x'.repeat(10_000)}` },
  ]) {
    it(`finds none in ${reason}`, () => {
      expect(bearerToken(authorization)).to.equal(undefined);
    });
  }
});
