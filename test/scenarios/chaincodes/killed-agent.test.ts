// SPDX-License-Identifier: Apache-2.0

import { freePort } from '@opssc/scripts/consortium/free-port';
import { newSampleRelease, type SampleRelease } from '@opssc/scripts/consortium/sample-chaincode';
import { expect } from 'chai';
import { join } from 'node:path';
import { commitsOf } from '../../support/commits-of.js';
import { KillSwitch } from '../../support/kill-switch.js';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

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
  let killSwitch: KillSwitch;
  let deployments: ReadonlyMap<string, Deployment>;
  let upgrade: { readonly first: Deployment; readonly second: Deployment };

  before(async () => {
    world = await sharedWorld();
    deployments = new Map(
      await Promise.all(
        EFFECTS.map(async (effect) => [effect, await newDeployment(world.unique('killed'), 1)] as const),
      ),
    );
    const name = world.unique('killed');
    upgrade = { first: await newDeployment(name, 1), second: await newDeployment(name, 2) };
    // What agents may run they read when they start.
    const releases = [...deployments.values(), upgrade.first, upgrade.second].map(({ release }) => release);
    await world.consortium.allowChaincodes([...world.releases, ...releases].map(({ allowed }) => allowed));
    killSwitch = await KillSwitch.install(world);
  });

  for (const effect of EFFECTS) {
    it(`end in the same state after ${effect}`, async () => {
      await deployWithKills(deploymentFor(effect), effect);
    });
  }

  it('end in the same state after process-stop:1, in an upgrade', async () => {
    const { first, second } = upgrade;
    await propose(first);
    await world.untilDoneEverywhere(idOf(first));

    await deployWithKills(second, 'process-stop:1');
  });

  function deploymentFor(effect: string): Deployment {
    const deployment = deployments.get(effect);
    if (deployment === undefined) {
      throw new Error(`no deployment was made for ${effect}`);
    }
    return deployment;
  }

  async function newDeployment(name: string, sequence: number): Promise<Deployment> {
    const dir = join(world.consortium.network.dir, 'chaincode');
    return { name, sequence, release: await newSampleRelease({ name, version: `${String(sequence)}.0`, dir }) };
  }

  async function deployWithKills(deployment: Deployment, effect: string): Promise<void> {
    const { name, sequence } = deployment;
    const id = idOf(deployment);
    await killSwitch.arm(effect);
    await propose(deployment);

    // Which agents get as far as this effect is up to them (one commits); at least one does, and is killed.
    const killed = await killSwitch.killed(effect);
    expect(await Promise.all(killed.map(async ({ agent }) => agent?.exited))).to.deep.equal(
      killed.map(() => 'SIGKILL'),
    );
    await killSwitch.revive();

    await world.untilCommitted({ name, sequence });
    const { outcome } = await world.untilStatus(id, 'committed');
    await world.untilDoneEverywhere(id);
    const commits = await commitsOf(world.client('org1'), 'mychannel', name);
    expect(commits.filter(({ valid }) => valid)).to.have.lengthOf(sequence);
    expect(outcome?.status).to.equal('committed');
  }

  /** As org1, and org2 votes for it. */
  async function propose(deployment: Deployment): Promise<void> {
    const { name, sequence, release } = deployment;
    const port = await freePort(world.consortium.organizations.map(({ chaincodeHost }) => chaincodeHost));
    await world.client('org1').propose(idOf(deployment), {
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
    await world.client('org2').vote(idOf(deployment));
  }
});

function idOf({ name, sequence }: Deployment): string {
  return `${name}-${String(sequence)}`;
}
