// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { configurationsOf } from '../../support/configurations-of.js';
import { KillSwitch } from '../../support/kill-switch.js';
import { orderedWorld } from '../../support/ordered-world.js';
import type { World } from '../../support/world.js';

const CHANNEL = 'mychannel';

const EFFECTS = ['sign:1', 'broadcast:1', 'receipt:1', 'receipt:2', 'outcome:1', 'attest:1'] as const;

describe('agents killed during a channel update', function () {
  this.timeout(240_000);
  let world: World;
  let killSwitch: KillSwitch;

  before(async () => {
    world = await orderedWorld();
    killSwitch = await KillSwitch.install(world);
  });

  for (const [index, effect] of EFFECTS.entries()) {
    it(`end in the same state after ${effect}, with one effective update`, async () => {
      const maxMessageCount = 300 + index;
      await killSwitch.arm(effect);
      const id = await world.changeChannel(CHANNEL, [{ operation: 'set-orderer', batchSize: { maxMessageCount } }]);

      await killSwitch.killed(effect);
      await killSwitch.revive();

      await world.untilStatus(id, 'committed');
      await world.untilDoneEverywhere(id, ['apply']);
      await world.untilAttested(CHANNEL, world.consortium.organizations.length);
      const changed = (await configurationsOf(world.client('org1'), CHANNEL)).filter((text) =>
        text.includes(`"max_message_count":${String(maxMessageCount)}`),
      );
      expect(changed).to.have.length(1);
    });
  }

  it('leave the submission to another when they die with only their signature given', async () => {
    const [org1, org2, ...others] = world.consortium.organizations;
    for (const organization of others) {
      await organization.agent?.stop();
      await organization.startAgent();
    }
    await killSwitch.arm('sign:1');
    try {
      const id = await world.changeChannel(CHANNEL, [
        { operation: 'set-orderer', batchSize: { maxMessageCount: 399 } },
      ]);

      const { outcome } = await world.untilStatus(id, 'committed');
      expect([await org1?.agent?.exited, await org2?.agent?.exited]).to.deep.equal(['SIGKILL', 'SIGKILL']);
      expect(outcome?.detail).to.match(/submitted by Org3MSP$/);
    } finally {
      await killSwitch.revive();
    }
  });
});
