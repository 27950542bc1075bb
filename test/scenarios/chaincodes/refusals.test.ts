// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSampleRelease } from '@opssc/scripts/consortium/sample-chaincode';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { sharedWorld } from '../../support/shared-world.js';
import type { World } from '../../support/world.js';

describe('what agents will not do', function () {
  this.timeout(180_000);
  let world: World;

  before(async () => {
    world = await sharedWorld();
  });

  it('fails a sequence that skips one, with the reason of every organization, and frees the target', async () => {
    const name = world.unique('skips');
    await world.client('org1').propose(name, await world.idleChaincode({ name, sequence: 3 }));
    await world.client('org2').vote(name);

    const { receipts, outcome } = await world.untilStatus(name, 'failed');

    const failures = receipts.filter(({ state }) => state === 'failed');
    expect(new Set(failures.map(({ mspID }) => mspID)).size).to.be.at.least(2);
    for (const { detail } of failures) {
      expect(detail).to.match(/requested sequence 3 is larger than the next available sequence number 1/);
    }
    expect(outcome?.status).to.equal('failed');
    const again = `${name}-again`;
    await world.client('org2').propose(again, await world.idleChaincode({ name, sequence: 3 }));
    await world.client('org2').withdraw(again);
  });

  it('refuses a source that is not what was voted on, and says so on the ledger', async () => {
    const name = world.unique('tampered');
    const dir = join(world.consortium.network.dir, 'chaincode');
    const release = await newSampleRelease({ name, version: '1.0', dir });
    const tampered = await newSampleRelease({ name: `${name}-org3`, version: '1.0', dir });
    const allowed = { ...release.allowed, name };
    await world.consortium.allowChaincodes([...world.releases.map((known) => known.allowed), allowed]);
    await world.consortium.organization('org3').agent?.stop();
    await world.consortium.allowChaincodes(
      [...world.releases.map((known) => known.allowed), { ...tampered.allowed, name, digest: release.digest }],
      'org3',
    );
    await appendFile(join(tampered.allowed.directory ?? '', 'dist', 'main.js'), '\n// not what was reviewed\n');
    await restartAgents();

    const proposal = await world.idleChaincode({ name });
    const chaincodePackage = { ...(proposal['chaincodePackage'] as object), digest: { source: release.digest } };
    await world.client('org1').propose(name, { ...proposal, chaincodePackage });
    await world.client('org2').vote(name);

    const refused = await untilRefused(name, 'Org3MSP');
    expect(refused.detail).to.include(release.digest);
    await world.consortium.allowChaincodes(world.releases.map((known) => known.allowed));
  });

  it('refuses at every organization when the electorate is not the real membership', async () => {
    const channelID = 'otherchannel';
    const name = world.unique('electorate');
    const agents = ['org1', 'org2', 'org3'].map((organization) => world.consortium.organization(organization));
    await Promise.all(agents.map(async ({ agent }) => agent?.stop()));
    const members = ['Org2MSP', 'Org3MSP'];
    for (const organization of ['org2', 'org3']) {
      await (await world.client(organization).ops()).attest({ channelID, members, configSequence: 1_000 });
    }

    await world.client('org2').propose(name, await world.idleChaincode({ name, channelID }));
    await world.client('org3').vote(name);
    await world.untilStatus(name, 'approved');
    await Promise.all(agents.map((organization) => organization.startAgent()));

    for (const mspID of ['Org1MSP', 'Org2MSP', 'Org3MSP']) {
      expect((await untilRefused(name, mspID)).detail).to.match(/electorate/i);
    }
    expect(await world.client('org2').committedSequences(channelID, name)).to.deep.equal([undefined, undefined]);
  });

  async function restartAgents(): Promise<void> {
    await Promise.all(
      world.consortium.organizations.map(async (organization) => {
        await organization.agent?.stop();
        await organization.startAgent();
        await organization.opsAnswer();
      }),
    );
  }

  async function untilRefused(id: string, mspID: string) {
    const ops = await world.client('org1').ops();
    return waitFor(
      async () => {
        const { receipts } = await ops.getProposal(id);
        return receipts.find((receipt) => receipt.mspID === mspID && receipt.state === 'refused');
      },
      { what: `${mspID} refuses ${id}` },
    );
  }
});
