// SPDX-License-Identifier: Apache-2.0

import { freePort } from '@opssc/scripts/consortium/free-port';
import { newSampleRelease } from '@opssc/scripts/consortium/sample-chaincode';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { expect } from 'chai';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commitsOf } from '../support/commits-of.js';
import { sharedWorld } from '../support/shared-world.js';
import type { World } from '../support/world.js';

const KILLED_AGENT = fileURLToPath(new URL('../support/killed-agent.js', import.meta.url));

/** The kinds of side effect of a first deployment, and later ones of a kind that there are several of. */
const EFFECTS = [
  'install:1',
  'install:2',
  'process-start:1',
  'approve:1',
  'commit:1',
  'receipt:1',
  'receipt:2',
  'receipt:3',
  'outcome:1',
  'checkpoint:1',
] as const;

describe('agents killed after a side effect and started again', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await sharedWorld();
  });

  for (const effect of EFFECTS) {
    it(`end in the same state after ${effect}`, async () => {
      const name = world.unique('killed');
      const release = await newSampleRelease({
        name,
        version: '1.0',
        dir: join(world.consortium.network.dir, 'chaincode'),
      });
      await world.consortium.allowChaincodes([...world.releases.map(({ allowed }) => allowed), release.allowed]);
      const { organizations } = world.consortium;
      await Promise.all(
        organizations.map(async (organization) => {
          await organization.agent?.stop();
          await organization.startAgent({ main: KILLED_AGENT, environment: { KILL_AFTER: effect } });
        }),
      );
      const port = await freePort(organizations.map(({ chaincodeHost }) => chaincodeHost));
      await world.client('org1').propose(name, {
        channelID: 'mychannel',
        chaincodeName: name,
        chaincodePackage: {
          type: 'ccaas',
          label: `${name}_1.0`,
          connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
          digest: { source: release.digest },
        },
        chaincodeDefinition: { sequence: 1, version: '1.0' },
      });
      await world.client('org2').vote(name);

      // Which agents get as far as this effect is up to them (one commits); at least one does, and is killed.
      const killed = await waitFor(
        () =>
          Promise.resolve(organizations.filter(({ agent }) => agent?.running === false)).then(
            (some) => some.length > 0 && some,
          ),
        { what: `an agent is killed after ${effect}` },
      );
      expect(await Promise.all(killed.map(async ({ agent }) => agent?.exited))).to.deep.equal(
        killed.map(() => 'SIGKILL'),
      );
      await Promise.all(
        organizations.map(async (organization) => {
          await organization.agent?.kill();
          await organization.startAgent();
        }),
      );

      await world.untilCommitted({ name, sequence: 1 });
      const { outcome } = await world.untilStatus(name, 'committed');
      await world.untilDoneEverywhere(name);
      const commits = await commitsOf(world.client('org1'), 'mychannel', name);
      expect(commits.filter(({ valid }) => valid)).to.have.lengthOf(1);
      expect(outcome?.status).to.equal('committed');
    });
  }
});
