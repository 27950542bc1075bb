// SPDX-License-Identifier: Apache-2.0

import type { CreateChannel, Halt, JsonObject } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { batchSize, ChannelConsortium, channelProfile } from '../support/channel-consortium.js';
import { asset, FakeConsortium, members } from '../support/fake-consortium.js';
import type { FakeOpsLedger } from '../support/fake-ops-ledger.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

const both = ['Org1MSP', 'Org2MSP'];
const all = [...both, 'Org3MSP'];
const everything: Halt = { channelID: 'mychannel', state: 'halted', decidedBy: 'e1' };
const resumed = { state: 'resumed', decidedBy: 'e2' } as const;

function receiptsOf(ops: FakeOpsLedger, step: string): readonly string[] {
  const own = ops.view('p1').receipts.filter((receipt) => receipt.step === step);
  return own.map(({ mspID, state }) => `${mspID} ${state}`).sort();
}

/** A decision to resume everything on the channel, by these organizations. */
function resume(ops: FakeOpsLedger, electorate: readonly string[], configSequence = 1): void {
  const body = { kind: 'emergency', channelID: 'mychannel', action: 'resume' } as const;
  ops.propose({ id: 'e2', body, members: electorate, configSequence });
  ops.halts.splice(0, ops.halts.length, { ...everything, ...resumed });
}

describe('a halt', function () {
  this.timeout(60_000);

  describe('of a deployment between install and approval', () => {
    /** Two organizations have installed, as they voted for it; then it is halted and decided. */
    async function halted(halt: Halt): Promise<FakeConsortium> {
      const consortium = new FakeConsortium();
      const policy = { type: 'percentage', percent: 100 } as const;
      consortium.ops.propose({ id: 'p1', body: asset(), members, policy });
      both.forEach((mspID) => {
        consortium.ops.vote('p1', mspID);
      });
      await consortium.run(consortium.agents());
      consortium.ops.halts.push(halt);
      consortium.ops.vote('p1', 'Org3MSP');
      return consortium;
    }

    for (const { what, halt } of [
      { what: 'the proposal', halt: { ...everything, proposalID: 'p1' } },
      { what: 'everything on the channel', halt: everything },
    ]) {
      it(`stops everyone where it stands, for ${what}, and says so`, async () => {
        const consortium = await halted(halt);
        await consortium.run(consortium.agents());

        expect(consortium.channel.transactions).to.deep.equal([]);
        expect(consortium.organizations.map(({ peers }) => peers.map(({ packages }) => packages.size))).to.deep.equal([
          [1, 1],
          [1, 1],
          [0, 0],
        ]);
        expect(receiptsOf(consortium.ops, 'install')).to.deep.equal(['Org1MSP done', 'Org2MSP done']);
        expect(receiptsOf(consortium.ops, 'halt')).to.deep.equal(members.map((mspID) => `${mspID} waiting`));
        expect(consortium.ops.view('p1').status).to.equal('approved');
      });
    }

    it('ends committed when it is resumed, also by agents that begin anew', async () => {
      for (const restart of [false, true]) {
        const consortium = await halted(everything);
        const agents = consortium.agents();
        await consortium.run(agents);
        resume(consortium.ops, members);
        await consortium.run(restart ? consortium.agents() : agents);

        expect(consortium.ops.view('p1').status).to.equal('committed');
        expect(receiptsOf(consortium.ops, 'halt')).to.deep.equal(members.map((mspID) => `${mspID} done`));
        expect(consortium.channel.transactions.filter((line) => line.startsWith('commit'))).to.have.length(1);
      }
    });

    it('is not lifted by those who are not the members of the channel', async () => {
      const consortium = await halted(everything);
      resume(consortium.ops, ['Org1MSP']);
      await consortium.run(consortium.agents());

      expect(consortium.channel.transactions).to.deep.equal([]);
      const { receipts } = consortium.ops.view('p1');
      expect(receipts.find(({ step }) => step === 'halt')?.detail).to.match(/stays halted, since e2 does not count/);
    });

    it('leaves other channels and other proposals alone', async () => {
      const consortium = await halted({ ...everything, channelID: 'another' });
      consortium.ops.halts.push({ ...everything, proposalID: 'p9' });
      await consortium.run(consortium.agents());

      expect(consortium.ops.view('p1').status).to.equal('committed');
      expect(receiptsOf(consortium.ops, 'halt')).to.deep.equal([]);
    });
  });

  describe('of what is done on channels', () => {
    let organizations: readonly TestOrganization[];

    before(async () => {
      organizations = await Promise.all([1, 2, 3].map(newTestOrganization));
    });

    it('keeps an update from being signed and submitted until it is resumed', async () => {
      const consortium = new ChannelConsortium(organizations);
      consortium.decideUpdate('p1', batchSize(77), both);
      consortium.ops.halts.push(everything);
      const agents = consortium.agents();
      await consortium.run(agents);
      expect(consortium.updates('mychannel')).to.equal(0);
      expect(consortium.ops.view('p1').signatures).to.deep.equal([]);
      expect(receiptsOf(consortium.ops, 'halt')).to.deep.equal(all.map((mspID) => `${mspID} waiting`));

      resume(consortium.ops, all, 0);
      await consortium.run(agents);
      expect(consortium.updates('mychannel')).to.equal(1);
      expect(consortium.ops.view('p1').status).to.equal('committed');
    });

    it('keeps a channel from being created until it is resumed', async () => {
      const consortium = new ChannelConsortium(organizations);
      const profile = JSON.parse(JSON.stringify(channelProfile('created', organizations))) as JsonObject;
      const body: CreateChannel = { kind: 'create-channel', channelID: 'created', organizations: all, profile };
      consortium.decideCreation('p1', body, both);
      consortium.ops.halts.push({ channelID: 'created', proposalID: 'p1', state: 'halted', decidedBy: 'e1' });
      const agents = consortium.agents();
      await consortium.run(agents);
      expect(consortium.member('Org1MSP').peer.channels.has('created')).to.equal(false);

      consortium.ops.propose({
        id: 'e2',
        body: { kind: 'emergency', channelID: 'created', proposalID: 'p1', action: 'resume' },
        members: all,
      });
      consortium.ops.halts.splice(0, 1, { channelID: 'created', proposalID: 'p1', ...resumed });
      await consortium.run(agents);
      expect(consortium.ops.view('p1').status).to.equal('committed');
      expect(receiptsOf(consortium.ops, 'halt')).to.deep.equal(all.map((mspID) => `${mspID} done`));
    });
  });
});

describe('a grace period', () => {
  it('is waited for before anything that binds is done', async () => {
    const consortium = new FakeConsortium();
    const decided = Date.parse('2026-01-01T00:00:00.000Z');
    consortium.now = decided;
    consortium.ops.propose({ id: 'p1', body: asset(), members, graceSeconds: 3600 });
    both.forEach((mspID) => {
      consortium.ops.vote('p1', mspID);
    });
    await consortium.run(consortium.agents());
    expect(consortium.now - decided).to.be.lessThan(3_600_000);
    expect(consortium.channel.transactions).to.deep.equal([]);

    consortium.now = decided + 3_600_000;
    await consortium.run(consortium.agents());
    expect(consortium.ops.view('p1').status).to.equal('committed');
  });
});
