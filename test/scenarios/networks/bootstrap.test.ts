// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { startWorld, type World } from '../../support/world.js';

describe('agents on an empty ops-channel', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await startWorld({ name: 'bootstrap', peers: 1, agents: ['org1', 'org2'] });
  });

  after(async () => {
    await world.stop();
  });

  it('bring up OpsSC, one of them later than the others', async () => {
    await world.untilCommitted({ name: 'opssc', sequence: 1, channelID: world.consortium.opsChannel });
    const [before] = await world.client('org3').committed(world.consortium.opsChannel, 'opssc');
    expect(before?.approvals).to.include({ Org1MSP: true, Org2MSP: true, Org3MSP: false });

    await world.consortium.organization('org3').startAgent();

    await world.consortium.ready();
    const [after] = await world.client('org3').committed(world.consortium.opsChannel, 'opssc');
    expect(after?.sequence).to.equal(1n);
    const name = world.unique('first');
    await world.client('org3').propose(name, await world.idleChaincode({ name }));
    await world.client('org1').vote(name);
    await world.untilCommitted({ name, sequence: 1 });
  });
});
