// SPDX-License-Identifier: Apache-2.0

import { freePort } from '@opssc/scripts/consortium/free-port';
import { newSampleRelease, type SampleRelease } from '@opssc/scripts/consortium/sample-chaincode';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { expect } from 'chai';
import { join } from 'node:path';
import { startWorld, type World } from '../../support/world.js';

describe('OpsSC itself', function () {
  this.timeout(240_000);
  let world: World;
  let release: SampleRelease;

  before(async () => {
    release = await newSampleRelease({
      name: 'opssc',
      version: '1.1',
      dir: join(repositoryRoot, '.network', 'releases'),
      source: 'chaincode',
    });
    world = await startWorld({ name: 'self-upgrade', peers: 1, chaincodes: [release.allowed] });
  });

  after(async () => {
    await world.stop();
  });

  it('is upgraded by a proposal while the agents run', async () => {
    const { opsChannel, organizations } = world.consortium;
    const port = await freePort(organizations.map(({ chaincodeHost }) => chaincodeHost));
    await world.client('org1').propose('opssc-1.1', {
      channelID: opsChannel,
      chaincodeName: 'opssc',
      chaincodePackage: {
        type: 'ccaas',
        label: 'opssc_1.1',
        connection: { address: `{{.host}}:${String(port)}`, dial_timeout: '10s', tls_required: false },
        digest: { source: release.digest },
      },
      chaincodeDefinition: { sequence: 2, version: '1.1' },
    });
    await world.client('org2').vote('opssc-1.1');

    await world.untilCommitted({ name: 'opssc', sequence: 2, channelID: opsChannel });
    await world.untilDoneEverywhere('opssc-1.1');

    await deploysAnother();
  });

  it('is served again after all agents were down, by the version that was voted on', async () => {
    const { organizations } = world.consortium;
    await Promise.all(organizations.map(async ({ agent }) => agent?.stop()));
    await Promise.all(organizations.map((organization) => organization.startAgent()));
    await world.consortium.ready();

    await deploysAnother();

    const proposal = await world
      .client('org3')
      .ops()
      .then((ops) => ops.getProposal('opssc-1.1'));
    expect(proposal.status).to.equal('committed');
  });

  async function deploysAnother(): Promise<void> {
    const name = world.unique('after');
    await waitFor(
      async () => {
        await world.client('org2').propose(name, await world.idleChaincode({ name }));
        return true;
      },
      { what: 'a proposal is taken on', timeout: 60_000, interval: 500 },
    );
    await world.client('org3').vote(name);
    await world.untilCommitted({ name, sequence: 1 });
  }
});
