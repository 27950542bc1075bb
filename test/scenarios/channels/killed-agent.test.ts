// SPDX-License-Identifier: Apache-2.0

import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { expect } from 'chai';
import { fileURLToPath } from 'node:url';
import { configurationsOf } from '../../support/configurations-of.js';
import { orderedWorld } from '../../support/ordered-world.js';
import type { World } from '../../support/world.js';

const CHANNEL = 'mychannel';
const KILLED_AGENT = fileURLToPath(new URL('../../support/killed-agent.js', import.meta.url));

const EFFECTS = ['sign:1', 'broadcast:1', 'receipt:1', 'receipt:2', 'outcome:1', 'attest:1'] as const;

describe('agents killed during a channel update', function () {
  this.timeout(240_000);
  let world: World;

  before(async () => {
    world = await orderedWorld();
  });

  for (const [index, effect] of EFFECTS.entries()) {
    it(`end in the same state after ${effect}, with one effective update`, async () => {
      const { organizations } = world.consortium;
      const maxMessageCount = 300 + index;
      await Promise.all(
        organizations.map(async (organization) => {
          await organization.agent?.stop();
          await organization.startAgent({ main: KILLED_AGENT, environment: { KILL_AFTER: effect } });
        }),
      );
      const id = await world.changeChannel(CHANNEL, [{ operation: 'set-orderer', batchSize: { maxMessageCount } }]);

      await waitFor(() => Promise.resolve(organizations.some(({ agent }) => agent?.running === false)), {
        what: `an agent is killed after ${effect}`,
      });
      await Promise.all(
        organizations.map(async (organization) => {
          await organization.agent?.kill();
          await organization.startAgent();
        }),
      );

      await world.untilStatus(id, 'committed');
      await world.untilDoneEverywhere(id, ['apply']);
      const changed = (await configurationsOf(world.client('org1'), CHANNEL)).filter((text) =>
        text.includes(`"max_message_count":${String(maxMessageCount)}`),
      );
      expect(changed).to.have.length(1);
    });
  }

  it('leave the submission to another when they die with only their signature given', async () => {
    const [org1, org2] = ['org1', 'org2'].map((name) => world.consortium.organization(name));
    for (const organization of [org1, org2]) {
      await organization?.agent?.stop();
      await organization?.startAgent({ main: KILLED_AGENT, environment: { KILL_AFTER: 'sign:1' } });
    }
    try {
      const id = await world.changeChannel(CHANNEL, [
        { operation: 'set-orderer', batchSize: { maxMessageCount: 399 } },
      ]);

      const { outcome } = await world.untilStatus(id, 'committed');
      expect([await org1?.agent?.exited, await org2?.agent?.exited]).to.deep.equal(['SIGKILL', 'SIGKILL']);
      expect(outcome?.detail).to.match(/submitted by Org3MSP$/);
    } finally {
      for (const organization of [org1, org2]) {
        await organization?.agent?.kill();
        await organization?.startAgent();
      }
    }
  });
});
