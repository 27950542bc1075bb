// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { channelProfile } from '../../support/channel-operations.js';
import { expectRefusal } from '../../support/refusal.js';
import { orderedWorld } from '../../support/ordered-world.js';
import type { World } from '../../support/world.js';

describe('a channel created by vote', function () {
  this.timeout(240_000);
  let world: World;

  before(async () => {
    world = await orderedWorld();
  });

  it('has the same first block everywhere, takes a chaincode, and is in the registry', async () => {
    const channelID = world.unique('created');
    const { organizations } = world.consortium;
    const opsProfile = await channelProfile({ channelID, organizations, consensus: 'bft' });
    const id = world.unique('create');
    await world.client('org1').proposeOnChannel(id, { channelID, action: 'create', opsProfile });
    await world.client('org2').voteOnChannel(id);
    await world.client('org3').voteOnChannel(id);
    await world.client('org4').voteOnChannel(id);

    await world.untilStatus(id, 'committed');

    const blocks = await Promise.all(organizations.map(({ name }) => world.client(name).genesisBlocks(channelID)));
    expect(new Set(blocks.flat().map((block) => Buffer.from(block).toString('hex'))).size).to.equal(1);
    await world.untilAttested(channelID, organizations.length);
    const name = world.unique('on-created');
    await world.client('org1').propose(name, await world.idleChaincode({ name, channelID }));
    for (const organization of ['org2', 'org3', 'org4']) {
      await world.client(organization).vote(name);
    }
    await world.untilCommitted({ name, sequence: 1, channelID });
  });

  it('is refused when a channel of the name is there', async () => {
    const { organizations } = world.consortium;
    const opsProfile = await channelProfile({ channelID: 'mychannel', organizations, consensus: 'bft' });
    const proposal = { channelID: 'mychannel', action: 'create', opsProfile };
    await expectRefusal(world.client('org1').proposeOnChannel(world.unique('again'), proposal), 409, 'CHANNEL_EXISTS');
  });

  it('is refused when the voters would see another channel name than the block has', async () => {
    const { organizations } = world.consortium;
    const opsProfile = await channelProfile({ channelID: 'one', organizations, consensus: 'bft' });
    const proposal = { channelID: 'another', action: 'create', opsProfile };
    const id = world.unique('mismatch');
    await expectRefusal(world.client('org1').proposeOnChannel(id, proposal), 422, 'INVALID_PROFILE');
  });
});
