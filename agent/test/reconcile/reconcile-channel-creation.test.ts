// SPDX-License-Identifier: Apache-2.0

import type { CreateChannel, JsonObject, ProposalView } from '@opssc/chaincode/model';
import { expect } from 'chai';
import { channelProfile, ChannelConsortium } from '../support/channel-consortium.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

const both = ['Org1MSP', 'Org2MSP'];
const all = [...both, 'Org3MSP'];

describe('ChannelCreationReconciler', function () {
  this.timeout(60_000);
  let organizations: readonly TestOrganization[];

  before(async () => {
    organizations = await Promise.all([1, 2, 3].map(newTestOrganization));
  });

  function creation(more: Partial<CreateChannel> = {}): CreateChannel {
    const profile = JSON.parse(JSON.stringify(channelProfile('created', organizations))) as JsonObject;
    return { kind: 'create-channel', channelID: 'created', organizations: all, profile, ...more };
  }

  it('joins every own node to one and the same first block, and brings the channel to the registry', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideCreation('p1', creation(), both);
    await consortium.run(consortium.agents());
    const blocks = consortium.members.flatMap(({ peer, orderer }) =>
      [peer, orderer].map(({ channels }) =>
        Buffer.from(channels.get('created')?.serializeBinary() ?? []).toString('hex'),
      ),
    );
    expect(new Set(blocks).size).to.equal(1);
    expect(blocks[0]).not.to.equal('');
    const view = consortium.ops.view('p1');
    expect(view.status).to.equal('committed');
    expect(states(view)).to.deep.equal(all.flatMap((mspID) => [`${mspID} apply done`, `${mspID} join done`]));
    const { attestations } = await consortium.ops.client('Org1MSP').getChannel('created');
    expect(attestations.map(({ mspID }) => mspID).sort()).to.deep.equal(all);
  });

  it('changes nothing more when the agents go on, or begin anew', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideCreation('p1', creation(), both);
    await consortium.run(consortium.agents());
    const transactions = [...consortium.ops.transactions];
    await consortium.run(consortium.agents());
    expect(consortium.ops.transactions).to.deep.equal(transactions);
    expect(
      consortium.members.flatMap(({ peer }) => peer.joins.filter((join) => join.startsWith('created'))),
    ).to.have.length(3);
  });

  it('ends the same when an agent is killed after any effect', async () => {
    for (let killAfter = 1, survived = false; !survived; killAfter += 1) {
      const consortium = new ChannelConsortium(organizations);
      consortium.decideCreation('p1', creation(), both);
      const dying = consortium.agent('Org2MSP', { killAfter });
      const others = ['Org1MSP', 'Org3MSP'].map((mspID) => consortium.agent(mspID));
      await consortium.run([dying, ...others], 3);
      survived = !dying.killed;
      await consortium.run([consortium.agent('Org2MSP'), ...others]);
      const view = consortium.ops.view('p1');
      expect(view.status, `killed after ${dying.effects.join()}`).to.equal('committed');
      expect(states(view)).to.include.members(['Org2MSP join done', 'Org2MSP apply done']);
    }
  });

  it('leaves out one that voted against it, and does not wait for it', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideCreation('p1', creation(), both);
    consortium.ops.vote('p1', 'Org3MSP', 'disagreed');
    await consortium.run(consortium.agents());
    const view = consortium.ops.view('p1');
    expect(view.status).to.equal('committed');
    expect(states(view)).to.include('Org3MSP join refused');
    const { peer, orderer } = consortium.member('Org3MSP');
    expect([peer, orderer].some(({ channels }) => channels.has('created'))).to.equal(false);
  });

  it('joins one that voted against it when the decision binds it', async () => {
    const consortium = new ChannelConsortium(organizations);
    consortium.decideCreation('p1', creation(), both);
    consortium.ops.vote('p1', 'Org3MSP', 'disagreed');
    await consortium.run(all.map((mspID) => consortium.agent(mspID, { signOn: 'decision' })));
    expect(consortium.member('Org3MSP').peer.channels.has('created')).to.equal(true);
  });

  for (const { reason, body, detail } of [
    {
      reason: 'a profile of another channel',
      body: () => creation({ channelID: 'another' }),
      detail: /the profile is of channel created, not of another/,
    },
    {
      reason: 'a profile with other organizations than were voted on',
      body: () => creation({ organizations: both }),
      detail: /the profile has Org1MSP, Org2MSP, Org3MSP, but what was voted on are Org1MSP, Org2MSP/,
    },
    {
      reason: 'a profile that is none',
      body: () => creation({ profile: { channelID: 'created' } }),
      detail: /the proposal gives no channel: profile/,
    },
  ]) {
    it(`refuses ${reason}, and joins nothing`, async () => {
      const consortium = new ChannelConsortium(organizations);
      consortium.decideCreation('p1', body(), both);
      await consortium.run(consortium.agents());
      const view = consortium.ops.view('p1');
      expect(view.status).to.equal('failed');
      expect(view.receipts[0]?.detail).to.match(detail);
      expect(
        consortium.members.flatMap(({ peer }) => peer.joins).filter((join) => !/^(ops-|my)channel/.test(join)),
      ).to.deep.equal([]);
    });
  }

  it('refuses a channel whose name an own peer has for another one', async () => {
    const consortium = new ChannelConsortium(organizations);
    const profile = JSON.parse(JSON.stringify(channelProfile('mychannel', organizations))) as JsonObject;
    consortium.decideCreation('p1', creation({ channelID: 'mychannel', profile }), both);
    await consortium.run(consortium.agents());
    const view = consortium.ops.view('p1');
    expect(view.status).to.equal('failed');
    expect(view.receipts[0]?.detail).to.match(/is on another channel of the name mychannel/);
  });

  it('waits for an own node that is down, and joins it when it is back', async () => {
    const consortium = new ChannelConsortium(organizations);
    const { orderer } = consortium.member('Org2MSP');
    orderer.up = false;
    consortium.decideCreation('p1', creation(), both);
    await consortium.run(consortium.agents());
    expect(states(consortium.ops.view('p1'))).to.include('Org2MSP join waiting');
    orderer.up = true;
    await consortium.run(consortium.agents());
    expect(orderer.channels.has('created')).to.equal(true);
    expect(states(consortium.ops.view('p1'))).to.include('Org2MSP join done');
  });
});

function states({ receipts }: ProposalView): readonly string[] {
  return receipts.map(({ mspID, step, state }) => `${mspID} ${step} ${state}`).sort();
}
