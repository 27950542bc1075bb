// SPDX-License-Identifier: Apache-2.0

import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { expect } from 'chai';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitsOf } from '../../support/commits-of.js';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

describe('catching up', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await sharedWorld();
  });

  it('finishes at an organization whose agent was down when the decision fell', async () => {
    const name = world.unique('missed');
    const org3 = world.consortium.organization('org3');
    await org3.agent?.stop();

    await propose(name);
    await world.client('org2').vote(name);
    await world.untilCommitted({ name, sequence: 1 });
    expect(await world.client('org3').installedLabels()).to.not.include(`${name}_1`);

    await org3.startAgent();
    await org3.opsAnswer();
    await untilReceipt(name, 'Org3MSP', 'commit');
    expect(await world.client('org3').installedLabels()).to.include(`${name}_1`);
  });

  it('deploys with the majority while one agent stays down, and finishes there later', async () => {
    const name = world.unique('majority');
    const org1 = world.consortium.organization('org1');
    await org1.agent?.kill();

    await propose(name);
    await world.client('org3').vote(name);
    const { receipts } = await world.untilStatus(name, 'committed');
    expect(receipts.map(({ mspID }) => mspID)).to.not.include('Org1MSP');

    await org1.startAgent();
    await org1.opsAnswer();
    await untilReceipt(name, 'Org1MSP', 'approve');
    await untilReceipt(name, 'Org1MSP', 'commit');
  });

  it('installs on a peer that was down as soon as it is back', async () => {
    const name = world.unique('absent');
    const absent = 'peer1.org2.example.com';
    await world.consortium.network.stopNode(absent);

    await propose(name);
    await world.client('org2').vote(name);
    await world.untilCommitted({ name, sequence: 1, organizations: ['org1', 'org3'] });

    await world.consortium.network.startNode(absent);
    await waitFor(
      async () => (await world.client('org2').installedLabels()).filter((label) => label === `${name}_1`).length === 2,
      {
        what: `${name} is installed on both peers of org2`,
      },
    );
    await untilReceipt(name, 'Org2MSP', 'install');
    await world.untilCommitted({ name, sequence: 1 });
  });

  it('goes on when everything in Redis is gone', async () => {
    const name = world.unique('flushed');
    await propose(name);
    await world.consortium.redis.flush();
    await world.client('org2').vote(name);
    await world.consortium.redis.flush();

    await world.untilCommitted({ name, sequence: 1 });
    await world.untilStatus(name, 'committed');
  });

  it('finishes when Redis is back after it was down', async () => {
    const name = world.unique('no-redis');
    await world.consortium.redis.stop();
    try {
      await propose(name);
      await world.client('org2').vote(name);
      await untilNotReady('org1', 'redis');
    } finally {
      await world.consortium.redis.start();
    }
    await world.untilCommitted({ name, sequence: 1 });
    await world.untilStatus(name, 'committed');
  });

  it('changes nothing more when every event is delivered a second time', async () => {
    const name = world.unique('replayed');
    const org1 = world.consortium.organization('org1');
    await propose(name);
    await world.client('org2').vote(name);
    await world.untilDoneEverywhere(name);
    const before = await world.untilStatus(name, 'committed');
    const commits = await commitsOf(world.client('org1'), 'mychannel', name);

    await org1.agent?.stop();
    await removeCheckpoints(org1.stateDir);
    await org1.startAgent();
    await org1.opsAnswer();
    const next = world.unique('after-replay');
    await propose(next);
    await world.client('org3').vote(next);
    await untilReceipt(next, 'Org1MSP', 'commit');

    expect(await world.untilStatus(name, 'committed')).to.deep.equal(before);
    expect(await commitsOf(world.client('org1'), 'mychannel', name)).to.deep.equal(commits);
  });

  it('takes a torn checkpoint for a missing one', async () => {
    const name = world.unique('torn');
    const org2 = world.consortium.organization('org2');
    await org2.agent?.kill();
    for (const file of await checkpointsIn(org2.stateDir)) {
      await writeFile(file, '{"blockNu');
    }
    await org2.startAgent();
    await org2.opsAnswer();

    await propose(name);
    await world.client('org2').vote(name);
    await untilReceipt(name, 'Org2MSP', 'commit');
  });

  async function checkpointsIn(dir: string): Promise<readonly string[]> {
    const files = (await readdir(dir)).filter((file) => file.includes('checkpoint'));
    expect(files, `checkpoints in ${dir}`).to.not.be.empty;
    return files.map((file) => join(dir, file));
  }

  async function removeCheckpoints(dir: string): Promise<void> {
    await Promise.all((await checkpointsIn(dir)).map((file) => rm(file)));
  }

  async function propose(name: string): Promise<void> {
    await world.client('org1').propose(name, await world.idleChaincode({ name }));
  }

  async function untilReceipt(id: string, mspID: string, step: string): Promise<void> {
    const ops = await world.client('org1').ops();
    await waitFor(
      async () => {
        const { receipts } = await ops.getProposal(id);
        return receipts.some((receipt) => receipt.mspID === mspID && receipt.step === step && receipt.state === 'done');
      },
      { what: `${mspID} has done ${step} of ${id}` },
    );
  }

  async function untilNotReady(organization: string, part: string): Promise<void> {
    const { agentUrl } = world.consortium.organization(organization);
    await waitFor(
      async () => {
        const response = await fetch(`${agentUrl}/readyz`);
        return response.status === 503 && (await response.text()).includes(part);
      },
      { what: `the agent of ${organization} says that ${part} is missing` },
    );
  }
});
