// SPDX-License-Identifier: Apache-2.0

import type { ProposalView } from '@opssc/chaincode/model';
import { configFromBlock, protoDecode } from '@opssc/configtx';
import { expect } from 'chai';
import { commitOrder } from '../../src/plan/commit-order.js';
import { batchSize, ChannelConsortium } from '../support/channel-consortium.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

const both = ['Org1MSP', 'Org2MSP'];
const all = [...both, 'Org3MSP'];

describe('ChannelUpdatesReconciler', function () {
  this.timeout(60_000);
  let organizations: readonly TestOrganization[];

  before(async () => {
    organizations = await Promise.all([1, 2, 3].map(newTestOrganization));
  });

  it('brings a decided change into force by one update, and says who did what', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate('p1', batchSize(77), both);
    await consortium.run(consortium.agents());
    expect(consortium.updates('mychannel')).to.equal(1);
    expect(maxMessageCounts(consortium)).to.deep.equal([100, 77]);
    const view = consortium.ops.view('p1');
    expect(view.status).to.equal('committed');
    expect(view.outcome).to.include({ block: '1' });
    expect(states(view).filter((line) => line.includes(' sign '))).to.have.members([
      'Org1MSP sign done',
      'Org2MSP sign done',
    ]);
    for (const mspID of all) {
      expect(states(view)).to.include(`${mspID} apply done`);
    }
    expect(states(view).filter((line) => line.endsWith('commit done'))).to.have.length(1);
  });

  it('changes nothing more when the agents go on, or begin anew', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate('p1', batchSize(77), both);
    await consortium.run(consortium.agents());
    const transactions = [...consortium.ops.transactions];
    await consortium.run(consortium.agents());
    expect(consortium.ops.transactions).to.deep.equal(transactions);
    expect(consortium.ordering.accepted).to.equal(1);
  });

  for (const { mspID, killed, atLeast } of [
    { mspID: 'Org1MSP', killed: 'of those who sign', atLeast: 2 },
    { mspID: 'Org2MSP', killed: 'of those who sign', atLeast: 2 },
    // All that is left to it is to say that its peers have the new configuration.
    { mspID: 'Org3MSP', killed: 'who has not voted', atLeast: 1 },
  ]) {
    it(`ends the same when the agent of one ${killed} is killed after any effect (${mspID})`, async () => {
      let effects = 1;
      for (let killAfter = 1; killAfter <= effects; killAfter += 1) {
        const consortium = new ChannelConsortium(organizations);
        consortium.decideUpdate('p1', batchSize(77), both);
        const dying = consortium.agent(mspID, { killAfter });
        const others = all.filter((other) => other !== mspID).map((other) => consortium.agent(other));
        await consortium.run([dying, ...others], 3);
        effects = Math.max(effects, dying.effects.length + 1);
        await consortium.run([consortium.agent(mspID), ...others]);
        expect(consortium.updates('mychannel'), `killed after ${dying.effects.join()}`).to.equal(1);
        const view = consortium.ops.view('p1');
        expect(view.status).to.equal('committed');
        expect(states(view)).to.include(`${mspID} apply done`);
        if (!dying.killed) {
          break;
        }
      }
      expect(effects).to.be.greaterThan(atLeast);
    });
  }

  it('is submitted by another when the agent whose turn it is dies between gathering and submitting', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate('p1', batchSize(77), both);
    const first = consortium.agent('Org1MSP', { killAfter: 1 });
    const second = consortium.agent('Org2MSP', { killAfter: 1 });
    await consortium.run([first, second], 1);
    expect([first.effects, second.effects]).to.deep.equal([['sign'], ['sign']]);
    expect(consortium.updates('mychannel')).to.equal(0);
    const [, next = ''] = commitOrder('p1', both);
    await consortium.run([consortium.agent(next)]);
    expect(consortium.updates('mychannel')).to.equal(1);
    expect(consortium.ops.view('p1').outcome?.detail).to.contain(`submitted by ${next}`);
  });

  it('is signed anew, without a new vote, when the configuration has moved', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate('moved', batchSize(41), both);
    await consortium.run([consortium.agent('Org1MSP')], 3);
    consortium.decideUpdate('mover', batchSize(42), all);
    // Only the second one is signed by two now: the first is waiting for an agent that is away.
    consortium.ops.hide('moved');
    await consortium.run(consortium.agents(), 5);
    consortium.ops.hide(undefined);
    expect(consortium.updates('mychannel')).to.equal(1);

    await consortium.run(consortium.agents());
    expect(maxMessageCounts(consortium)).to.deep.equal([100, 42, 41]);
    const { signatures, votes, status } = consortium.ops.view('moved');
    expect(status).to.equal('committed');
    expect(new Set(signatures.map(({ configSequence }) => configSequence))).to.deep.equal(new Set([0, 1]));
    expect(votes).to.have.length(2);
  });

  it('leads to both of two decided changes of one element, one after the other', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate('p1', batchSize(51), both);
    consortium.decideUpdate('p2', batchSize(52), both);
    await consortium.run(consortium.agents());
    expect(consortium.updates('mychannel')).to.equal(2);
    expect([...maxMessageCounts(consortium)].sort()).to.deep.equal([100, 51, 52]);
    expect(['p1', 'p2'].map((id) => consortium.ops.view(id).status)).to.deep.equal(['committed', 'committed']);
  });

  it('waits for whom the policy of what changes asks for, says for whom, and goes on when it votes', async () => {
    const consortium = new ChannelConsortium(organizations);
    const operation = {
      operation: 'set-anchor-peers',
      name: 'Org3MSP',
      anchorPeers: [{ host: 'own.example.com', port: 7051 }],
    };
    consortium.decideUpdate('p1', [operation], both);
    await consortium.run(consortium.agents());
    const waiting = consortium.ops.view('p1').receipts.find(({ step }) => step === 'commit');
    expect(waiting).to.include({ state: 'waiting', detail: 'waits for the signature of Org3MSP' });
    expect(waiting?.observed.awaiting).to.deep.equal(['Org3MSP']);
    expect(consortium.updates('mychannel')).to.equal(0);

    consortium.ops.vote('p1', 'Org3MSP');
    await consortium.run(consortium.agents());
    const view = consortium.ops.view('p1');
    expect(view.status).to.equal('committed');
    expect(states(view).filter((line) => line.endsWith('commit waiting'))).to.deep.equal([]);
  });

  for (const { signOn, vote, signs } of [
    { signOn: 'vote', vote: 'disagreed', signs: false },
    { signOn: 'decision', vote: 'disagreed', signs: true },
    { signOn: 'decision', vote: undefined, signs: true },
  ] as const) {
    it(`${signs ? 'is' : 'is not'} signed by one that ${vote ?? 'has not voted'} with signOn ${signOn}`, async () => {
      const consortium = new ChannelConsortium(organizations);
      consortium.decideUpdate('p1', batchSize(77), both);
      if (vote !== undefined) {
        consortium.ops.vote('p1', 'Org3MSP', vote);
      }
      await consortium.run([consortium.agent('Org3MSP', { signOn })], 3);
      const { signatures, receipts } = consortium.ops.view('p1');
      expect(signatures.map(({ mspID }) => mspID)).to.deep.equal(signs ? ['Org3MSP'] : []);
      expect(receipts.find(({ step }) => step === 'sign')?.state).to.equal(signs ? 'done' : 'refused');
    });
  }

  it('leaves out signatures that are not over the update, or not by who wrote them', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate('p1', batchSize(77), all);
    await consortium.run([consortium.agent('Org1MSP')], 1);
    const [good] = consortium.ops.view('p1').signatures;
    if (good === undefined) {
      throw new Error('Org1MSP has signed');
    }
    const { updateDigest, configSequence, signature } = good;
    await consortium.ops.client('Org2MSP').putSignature({ id: 'p1', updateDigest, configSequence, signature });
    await consortium.ops.client('Org3MSP').putSignature({ id: 'p1', updateDigest, configSequence, signature: 'AAAA' });
    await consortium.run([consortium.agent('Org1MSP')]);
    expect(consortium.updates('mychannel')).to.equal(0);
    expect(consortium.ordering.refusals).to.deep.equal([]);
  });

  it('fails with the path and the reason when the operations do not fit the channel', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate(
      'p1',
      [{ operation: 'remove-consenter', host: 'nobody.example.com', port: 7050 }, ...batchSize(77)],
      both,
    );
    await consortium.run(consortium.agents());
    const { status, receipts } = consortium.ops.view('p1');
    expect(status).to.equal('failed');
    expect(receipts.filter(({ step }) => step === 'verify').map(({ state }) => state)).to.deep.equal([
      'failed',
      'failed',
      'failed',
    ]);
    expect(receipts[0]?.detail).to.match(/operations\[0\]/);
    expect(consortium.updates('mychannel')).to.equal(0);
  });

  it('is committed when another update has brought it', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate('p1', batchSize(100), both);
    await consortium.run(consortium.agents());
    const { outcome, signatures } = consortium.ops.view('p1');
    expect(outcome?.status).to.equal('committed');
    expect(outcome?.detail).to.match(/another update/);
    expect(signatures).to.deep.equal([]);
  });

  it('waits while no ordering node answers, and says so', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideUpdate('p1', batchSize(77), both);
    consortium.ordering.up = false;
    const agents = consortium.agents();
    await consortium.run(agents);
    const reasons = agents.flatMap(({ context }) => context.conditions.list()).flatMap(({ reason = [] }) => reason);
    expect(reasons.join()).to.match(/ECONNREFUSED/);
    consortium.ordering.up = true;
    await consortium.run(agents);
    expect(consortium.ops.view('p1').status).to.equal('committed');
  });

  it('refuses what those decide who were not the members at that configuration', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.ops.propose({
      id: 'p1',
      body: { kind: 'update-channel', channelID: 'mychannel', operations: batchSize(77) },
      members: both,
      configSequence: 0,
    });
    both.forEach((mspID) => {
      consortium.ops.vote('p1', mspID);
    });
    await consortium.run(consortium.agents());
    const view = consortium.ops.view('p1');
    expect(view.signatures).to.deep.equal([]);
    expect(states(view).filter((line) => line.includes('verify'))).to.deep.equal(
      all.map((mspID) => `${mspID} verify refused`),
    );
  });
});

function states({ receipts }: ProposalView): readonly string[] {
  return receipts.map(({ mspID, step, state }) => `${mspID} ${step} ${state}`).sort();
}

/** Of every configuration that the channel had. */
function maxMessageCounts(consortium: ChannelConsortium): readonly unknown[] {
  return consortium.ordering.blocks('mychannel').map((block) => {
    const json = JSON.stringify(protoDecode('common.Config', configFromBlock(block).config.serializeBinary()));
    return Number(/"max_message_count":(\d+)/.exec(json)?.[1]);
  });
}
