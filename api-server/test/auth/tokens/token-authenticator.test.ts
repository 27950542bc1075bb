// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { newToken } from '../../../src/auth/tokens/new-token.js';
import type { ServiceToken } from '../../../src/auth/tokens/service-token.js';
import { newTokenAuthenticator } from '../../../src/auth/tokens/token-authenticator.js';

describe('newTokenAuthenticator', () => {
  const alice = newToken();
  const bob = newToken();
  const former = newToken();
  const tokens: readonly ServiceToken[] = [
    { name: 'alice', sha256: alice.sha256, roles: ['admin'] },
    { name: 'bob', sha256: bob.sha256, roles: ['viewer', 'voter'], expires: '2030-01-01T00:00:01Z' },
    { name: 'former', sha256: former.sha256, roles: ['admin'], expires: '2030-01-01T00:00:00Z' },
  ];
  const now = new Date('2030-01-01T00:00:00Z');
  const authenticate = newTokenAuthenticator({
    tokens: () => Promise.resolve(tokens),
    mspID: 'Org1MSP',
    now: () => now,
  });

  it('knows the holder of each token, with the roles of that one', async () => {
    expect(await authenticate(alice.token)).to.deep.equal({
      name: 'alice',
      subject: subjectOf('urn:opssc:tokens:Org1MSP', 'alice'),
      roles: new Set(['admin']),
    });
    expect((await authenticate(bob.token))?.roles).to.deep.equal(new Set(['viewer', 'voter']));
  });

  for (const { reason, token } of [
    { reason: 'another token', token: newToken().token },
    { reason: 'the hash in place of the token', token: alice.sha256 },
    { reason: 'part of a token', token: alice.token.slice(0, -1) },
    { reason: 'more than a token', token: `${alice.token}x` },
    { reason: 'a token of the very second in which it ends', token: former.token },
  ]) {
    it(`knows nobody by ${reason}`, async () => {
      expect(await authenticate(token)).to.equal(undefined);
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
