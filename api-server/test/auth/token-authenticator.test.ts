// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { newToken } from '../../src/auth/new-token.js';
import { newTokenAuthenticator } from '../../src/auth/token-authenticator.js';

describe('newTokenAuthenticator', () => {
  const alice = newToken();
  const bob = newToken();
  const authenticate = newTokenAuthenticator([
    { name: 'alice', sha256: alice.sha256 },
    { name: 'bob', sha256: bob.sha256 },
  ]);

  it('knows the holder of each token', () => {
    expect(authenticate(`Bearer ${alice.token}`)).to.equal('alice');
    expect(authenticate(`Bearer ${bob.token}`)).to.equal('bob');
  });

  it('takes the scheme in any case, as HTTP says', () => {
    expect(authenticate(`bearer ${alice.token}`)).to.equal('alice');
  });

  for (const { reason, authorization } of [
    { reason: 'no header', authorization: undefined },
    { reason: 'no token', authorization: 'Bearer ' },
    { reason: 'another scheme', authorization: `Basic ${alice.token}` },
    { reason: 'no scheme', authorization: alice.token },
    { reason: 'another token', authorization: `Bearer ${newToken().token}` },
    { reason: 'the hash in place of the token', authorization: `Bearer ${alice.sha256}` },
    { reason: 'part of a token', authorization: `Bearer ${alice.token.slice(0, -1)}` },
    { reason: 'more than a token', authorization: `Bearer ${alice.token}x` },
    { reason: 'a token of absurd length', authorization: `Bearer ${'x'.repeat(10_000)}` },
  ]) {
    it(`knows nobody by ${reason}`, () => {
      expect(authenticate(authorization)).to.equal(undefined);
    });
  }
});

describe('newToken', () => {
  it('gives another token each time, of 256 bits', () => {
    const { token } = newToken();

    expect(Buffer.from(token, 'base64url')).to.have.length(32);
    expect(newToken().token).not.to.equal(token);
  });

  it('gives the hash of the text that a client sends', () => {
    const { token, sha256 } = newToken();

    expect(sha256).to.equal(createHash('sha256').update(token).digest('hex'));
  });
});
