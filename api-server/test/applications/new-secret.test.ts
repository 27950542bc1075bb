// SPDX-License-Identifier: Apache-2.0

import { parseRequest, secretHashSchema } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { newSecret } from '../../src/applications/new-secret.js';
import { secretMatches } from '../../src/applications/secret-matches.js';

describe('newSecret', () => {
  it('is another one each time, with a salt of its own, in the form that the contract takes', async () => {
    const [first, second] = await Promise.all([newSecret(), newSecret()]);

    expect(first.secret).not.to.equal(second.secret);
    expect(first.secretHash.salt).not.to.equal(second.secretHash.salt);
    expect(Buffer.from(first.secret, 'base64url')).to.have.length(32);
    expect(parseRequest(secretHashSchema, first.secretHash)).to.deep.equal(first.secretHash);
  });

  it('matches its own hash and no other', async () => {
    const [first, second] = await Promise.all([newSecret(), newSecret()]);

    expect(await secretMatches(first.secret, first.secretHash)).to.equal(true);
    expect(await secretMatches(second.secret, first.secretHash)).to.equal(false);
  });

  it('can be checked with the highest cost that the contract takes', async function () {
    this.timeout(30_000);
    const { secret, secretHash } = await newSecret();
    expect(await secretMatches(secret, { ...secretHash, cost: 131_072 })).to.equal(false);
  });
});
