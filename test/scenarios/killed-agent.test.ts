// SPDX-License-Identifier: Apache-2.0

import { freePort } from '@opssc/scripts/consortium/free-port';
import type { ConsortiumOrganization } from '@opssc/scripts/consortium/consortium-organization';
import { newSampleRelease, type SampleRelease } from '@opssc/scripts/consortium/sample-chaincode';
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

interface Deployment {
  readonly name: string;
  readonly sequence: number;
  readonly release: SampleRelease;
}

describe('agents killed after a side effect and started again', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await sharedWorld();
  });

  for (const effect of EFFECTS) {
    it(`end in the same state after ${effect}`, async () => {
      const name = world.unique('killed');
      const release = await newRelease(name, '1.0');
      await allow(release);

      await deployWithKills({ name, sequence: 1, release, effect });
    });
  }

  it('end in the same state after process-stop:1, in an upgrade', async () => {
    const name = world.unique('killed');
    const [first, second] = [await newRelease(name, '1.0'), await newRelease(name, '2.0')];
    await allow(first, second);
    await restart();
    await propose({ name, sequence: 1, release: first });
    await world.untilDoneEverywhere(`${name}-1`);

    await deployWithKills({ name, sequence: 2, release: second, effect: 'process-stop:1' });
  });

  function newRelease(name: string, version: string): Promise<SampleRelease> {
    return newSampleRelease({ name, version, dir: join(world.consortium.network.dir, 'chaincode') });
  }

  /** From the agents' next start on. */
  function allow(...releases: readonly SampleRelease[]): Promise<void> {
    return world.consortium.allowChaincodes([...world.releases, ...releases].map(({ allowed }) => allowed));
  }

  async function deployWithKills({ effect, ...deployment }: Deployment & { effect: string }): Promise<void> {
    const { organizations } = world.consortium;
    const { name, sequence } = deployment;
    const id = `${name}-${String(sequence)}`;
    await restart({ main: KILLED_AGENT, environment: { KILL_AFTER: effect } });
    await propose(deployment);

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
    await Promise.all(organizations.map(async ({ agent }) => agent?.kill()));
    await restart();

    await world.untilCommitted({ name, sequence });
    const { outcome } = await world.untilStatus(id, 'committed');
    await world.untilDoneEverywhere(id);
    const commits = await commitsOf(world.client('org1'), 'mychannel', name);
    expect(commits.filter(({ valid }) => valid)).to.have.lengthOf(sequence);
    expect(outcome?.status).to.equal('committed');
  }

  async function restart(options?: Parameters<ConsortiumOrganization['startAgent']>[0]): Promise<void> {
    await Promise.all(
      world.consortium.organizations.map(async (organization) => {
        await organization.agent?.stop();
        await organization.startAgent(options);
      }),
    );
  }

  /** As org1, and org2 votes for it. */
  async function propose({ name, sequence, release }: Deployment): Promise<void> {
    const id = `${name}-${String(sequence)}`;
    const port = await freePort(world.consortium.organizations.map(({ chaincodeHost }) => chaincodeHost));
    await world.client('org1').propose(id, {
      channelID: 'mychannel',
      chaincodeName: name,
      chaincodePackage: {
        type: 'ccaas',
        label: `${name}_${release.version}`,
        connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
        digest: { source: release.digest },
      },
      chaincodeDefinition: { sequence, version: release.version },
    });
    await world.client('org2').vote(id);
  }
});
