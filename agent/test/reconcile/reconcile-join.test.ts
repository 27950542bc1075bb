// SPDX-License-Identifier: Apache-2.0

import type { ChannelOperation } from '@opssc/chaincode/model';
import { expect } from 'chai';
import type { ChannelAgent } from '../support/channel-agent.js';
import { ChannelConsortium } from '../support/channel-consortium.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

const all = ['Org1MSP', 'Org2MSP', 'Org3MSP'];

describe('JoinReconciler', function () {
  this.timeout(60_000);
  let organizations: readonly TestOrganization[];

  before(async () => {
    organizations = await Promise.all([1, 2, 3, 4].map(newTestOrganization));
  });

  function newcomer(): TestOrganization {
    const organization = organizations[3];
    if (organization === undefined) {
      throw new Error('there are four');
    }
    return organization;
  }

  function admission(): readonly ChannelOperation[] {
    const { name, msp, ordererEndpoints = [] } = newcomer().profile;
    return [{ operation: 'set-organization', name, groups: ['application', 'orderer'], msp, ordererEndpoints }];
  }

  function conditionsOf({ context }: ChannelAgent): string {
    return context.conditions
      .list()
      .map(({ name, reason = 'ready' }) => `${name}: ${reason}`)
      .join('\n');
  }

  it('waits, and says for what, while the organization is not a member of the ops-channel', async () => {
    const consortium = new ChannelConsortium(organizations, 3);
    const agent = consortium.agent('Org4MSP');
    await consortium.run([agent], 2);
    expect(conditionsOf(agent)).to.contain('join ops-channel: waits for Org4MSP to become a member of ops-channel');
    expect(consortium.member('Org4MSP').peer.joins).to.deep.equal([]);
  });

  it('joins peers with the first block and ordering nodes with the newest, on the channels it belongs to', async () => {
    const consortium = new ChannelConsortium(organizations, 3);
    consortium.decideUpdate('p1', admission(), all);
    const agent = consortium.agent('Org4MSP');
    await consortium.run([...consortium.agents(), agent]);
    const { peer, orderer } = consortium.member('Org4MSP');
    expect(peer.joins).to.deep.equal(['mychannel 0']);
    expect(orderer.joins).to.deep.equal(['mychannel 1']);
  });

  it('joins an own node that is new on a channel', async () => {
    const consortium = new ChannelConsortium(organizations, 3);
    const { orderer } = consortium.member('Org2MSP');
    orderer.channels.clear();
    await consortium.run([consortium.agent('Org2MSP')], 2);
    expect([...orderer.channels.keys()].sort()).to.deep.equal(['mychannel', 'ops-channel']);
    expect(consortium.member('Org2MSP').peer.joins).to.have.length(2);
  });

  it('joins nothing to a channel that OpsSC leaves alone', async () => {
    const consortium = new ChannelConsortium(organizations, 3);
    consortium.ops.disabled.add('mychannel');
    const { orderer } = consortium.member('Org2MSP');
    orderer.channels.clear();
    await consortium.run([consortium.agent('Org2MSP')], 2);
    expect([...orderer.channels.keys()]).to.deep.equal(['ops-channel']);
  });

  it('ends the same when it is killed after any join', async () => {
    for (let killAfter = 1, survived = false; !survived; killAfter += 1) {
      const consortium = new ChannelConsortium(organizations, 3);
      consortium.decideUpdate('p1', admission(), all);
      await consortium.run(consortium.agents());
      const dying = consortium.agent('Org4MSP', { killAfter });
      await consortium.run([dying], 2);
      survived = !dying.killed;
      await consortium.run([consortium.agent('Org4MSP')], 2);
      const { peer, orderer } = consortium.member('Org4MSP');
      expect([...peer.joins, ...orderer.joins]).to.deep.equal(['mychannel 0', 'mychannel 1']);
    }
  });

  it('stops acting on a channel that the organization was taken out of, and says so', async () => {
    const consortium = new ChannelConsortium(organizations.slice(0, 3));
    const agents = consortium.agents();
    const [, , third] = agents;
    consortium.decideUpdate(
      'p1',
      [
        { operation: 'remove-consenter', host: 'orderer.org3.example.com', port: 7050 },
        { operation: 'remove-organization', name: 'Org3MSP' },
      ],
      ['Org1MSP', 'Org2MSP'],
    );
    await consortium.run(agents);
    expect(consortium.ops.view('p1').status).to.equal('committed');
    expect(third?.context.memberships.actsOn('mychannel')).to.equal(false);
    expect(third === undefined ? '' : conditionsOf(third)).to.contain('Org3MSP is not a member of mychannel any more');
    expect(third?.context.memberships.hasLeft('ops-channel')).to.equal(false);
  });

  it('goes by the own peers while no ordering node answers', async () => {
    const consortium = new ChannelConsortium(organizations, 3);
    consortium.ordering.up = false;
    const agent = consortium.agent('Org1MSP');
    await consortium.run([agent], 2);
    expect(agent.context.memberships.hasLeft('mychannel')).to.equal(false);
    expect(agent.context.conditions.ready).to.equal(true);
  });
});
