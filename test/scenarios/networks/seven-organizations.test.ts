// SPDX-License-Identifier: Apache-2.0

import { connect, hash, signers } from '@hyperledger/fabric-gateway';
import { Client, credentials } from '@grpc/grpc-js';
import { expect } from 'chai';
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startWorld, type World } from '../../support/world.js';

const ORGANIZATIONS = ['org1', 'org2', 'org3', 'org4', 'org5', 'org6', 'org7'] as const;

describe('seven organizations', function () {
  this.timeout(300_000);
  let world: World;

  before(async () => {
    // A block every half a second: seven votes handed in together are in one block.
    world = await startWorld({ name: 'seven', organizations: 7, peers: 1, batchTimeout: 500 });
  });

  after(async () => {
    await world.stop();
  });

  it('vote in the same block, and every vote counts, with no conflict and no retry', async () => {
    const name = world.unique('together');
    await world.client('org1').propose(name, await world.idleChaincode({ name }), {
      vote: false,
      policy: { type: 'threshold', n: 7 },
    });
    const { proposal } = await world.untilStatus(name, 'proposed');
    const argument = JSON.stringify({ id: name, status: 'agreed', digest: proposal.digest });

    const votes = await Promise.all(ORGANIZATIONS.map((organization) => endorsedVote(organization, argument)));
    const submitted = await Promise.all(votes.map(({ submit }) => submit()));
    const results = await Promise.all(submitted.map((transaction) => transaction.getStatus()));

    expect(results.map(({ successful }) => successful)).to.deep.equal(ORGANIZATIONS.map(() => true));
    expect(new Set(results.map(({ blockNumber }) => blockNumber)).size).to.equal(1);
    votes.forEach(({ close }) => {
      close();
    });
    const committed = await world.untilStatus(name, 'committed');
    expect(committed.votes).to.have.lengthOf(7);
    await world.untilCommitted({ name, sequence: 1 });
  });

  /** A vote that is endorsed and waits to be handed in. */
  async function endorsedVote(organization: string, argument: string) {
    const { admin, peers } = world.consortium.organization(organization);
    const [peer] = peers;
    if (peer === undefined) {
      throw new Error(`${organization} has no peer`);
    }
    const client = new Client(peer.address, credentials.createSsl(await readFile(peer.tlsRootCertFile)));
    const gateway = connect({
      client,
      identity: { mspId: admin.mspID, credentials: await readFile(admin.certificate) },
      signer: signers.newPrivateKeySigner(createPrivateKey(await readFile(admin.privateKey))),
      hash: hash.sha256,
    });
    const contract = gateway.getNetwork(world.consortium.opsChannel).getContract('opssc', 'proposals');
    const transaction = await contract.newProposal('Vote', { arguments: [argument] }).endorse();
    return {
      submit: () => transaction.submit(),
      close: () => {
        gateway.close();
        client.close();
      },
    };
  }
});
