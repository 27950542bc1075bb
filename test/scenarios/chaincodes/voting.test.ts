// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { expectRefusal } from '../../support/refusal.js';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

describe('voting on a chaincode proposal', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await sharedWorld();
  });

  it('rejects a proposal as soon as its policy can no longer be met, and deploys nothing', async () => {
    const name = world.unique('unwanted');
    await world.client('org1').propose(name, await world.idleChaincode({ name }));
    await world.client('org2').vote(name, 'disagreed', 'no');
    await world.client('org3').vote(name, 'disagreed', 'no');

    const view = await world.untilStatus(name, 'rejected');

    expect(view.votes.map(({ mspID, status }) => [mspID, status])).to.have.deep.members([
      ['Org1MSP', 'agreed'],
      ['Org2MSP', 'disagreed'],
      ['Org3MSP', 'disagreed'],
    ]);
    expect(await world.client('org1').committedSequences('mychannel', name)).to.deep.equal([undefined, undefined]);
  });

  it('withdraws a proposal for its proposer only, and only before the decision', async () => {
    const name = world.unique('withdrawn');
    await world.client('org1').propose(name, await world.idleChaincode({ name }));

    await expectRefusal(world.client('org2').withdraw(name), 403, 'NOT_PROPOSER');
    await world.client('org1').withdraw(name);
    await world.untilStatus(name, 'withdrawn');

    const decided = world.unique('decided');
    await world.client('org1').propose(decided, await world.idleChaincode({ name: decided }));
    await world.client('org2').vote(decided);
    await expectRefusal(world.client('org1').withdraw(decided), 409, 'ALREADY_DECIDED');
    await world.untilCommitted({ name: decided, sequence: 1 });
  });

  it('refuses a second vote of an organization, and keeps the first', async () => {
    const name = world.unique('twice');
    await world.client('org1').propose(name, await world.idleChaincode({ name }));
    await world.client('org2').vote(name, 'disagreed');

    await expectRefusal(world.client('org2').vote(name, 'agreed'), 409, 'ALREADY_VOTED');

    const { votes } = await world.untilStatus(name, 'proposed');
    expect(votes.find(({ mspID }) => mspID === 'Org2MSP')?.status).to.equal('disagreed');
  });

  it('refuses a vote after the deadline, and shows the proposal as expired', async () => {
    const name = world.unique('late');
    const expires = new Date(Date.now() + 3_000);
    await world.client('org1').propose(name, await world.idleChaincode({ name }), { expires: expires.toISOString() });

    await world.untilStatus(name, 'expired');
    await expectRefusal(world.client('org2').vote(name), 409, 'DEADLINE_PASSED');
  });

  it('keeps one open proposal a target, and takes the next after it is closed', async () => {
    const name = world.unique('target');
    const [first, second] = [`${name}-a`, `${name}-b`];
    await world.client('org1').propose(first, await world.idleChaincode({ name }));

    await expectRefusal(world.client('org2').propose(second, await world.idleChaincode({ name })), 409, 'TARGET_BUSY');
    await world.client('org1').withdraw(first);
    await world.client('org2').propose(second, await world.idleChaincode({ name }));

    await world.untilStatus(second, 'proposed');
  });

  it('asks for more than a majority where the proposer wants it', async () => {
    const name = world.unique('unanimous');
    const policy = { type: 'threshold', n: 3 };
    await world.client('org1').propose(name, await world.idleChaincode({ name }), { policy });
    await world.client('org2').vote(name);
    await world.untilStatus(name, 'proposed');

    await world.client('org3').vote(name);

    await world.untilCommitted({ name, sequence: 1 });
  });

  it('refuses a proposal on a channel that was disabled, until it is enabled again', async () => {
    const channelID = 'otherchannel';
    const set = async (id: string, state: string): Promise<void> => {
      await world.client('org1').rest.post(`/channel/stateProposals/${id}`, { proposal: { channelID, state } });
      await world.client('org2').rest.post(`/channel/stateProposals/${id}/vote`);
    };
    const name = world.unique('disabled');
    const proposal = await world.idleChaincode({ name, channelID });

    await set(world.unique('disable'), 'disabled');
    await expectRefusal(world.client('org1').propose(name, proposal), 409, 'CHANNEL_DISABLED');

    await set(world.unique('enable'), 'application');
    await world.client('org1').propose(name, proposal);
    await world.client('org3').vote(name);
    await world.untilCommitted({ name, sequence: 1, channelID });
  });
});
