// SPDX-License-Identifier: Apache-2.0

import { newFileSigningIdentity } from '@opssc/fabric-admin';
import type { ConsortiumOrganization } from '@opssc/scripts/consortium/consortium-organization';
import { expect } from 'chai';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repositoryRoot } from '@opssc/scripts/repository-root';
import { newSoftHsm, type SoftHsm } from '../../support/soft-hsm.js';
import { backend, startWorld, type World } from '../../support/world.js';

describe('an organization with its key in an HSM', function () {
  this.timeout(300_000);
  let world: World;
  let hsm: SoftHsm;
  let org1: ConsortiumOrganization;
  let stop: () => Promise<void> = () => Promise.resolve();

  before(async function () {
    const dir = join(repositoryRoot, '.network', `hsm-${backend}-tokens`);
    await rm(dir, { recursive: true, force: true });
    const made = await newSoftHsm(dir);
    if (made === undefined) {
      this.skip();
    }
    hsm = made;
    world = await startWorld({ name: 'hsm', organizations: 3, peers: 1, opsServices: 'apart' });
    stop = () => world.stop();
    org1 = world.consortium.organization('org1');
  });

  after(async () => {
    await stop();
    delete process.env['SOFTHSM2_CONF'];
  });

  it('proposes, approves, commits and signs channel updates with it', async () => {
    const identity = await org1.crypto.issueUser('hsm-admin', 'admin');
    await hsm.takeKey(identity);
    const { organization, ...sections } = parse(await readFile(org1.configFile, 'utf8')) as Record<string, object>;
    await org1.stop();
    await org1.writeConfig({
      ...sections,
      organization: { ...organization, identity: { certificate: identity.certificate, pkcs11: hsm.section } },
    });
    await org1.startAgent();
    await org1.startApi();
    await org1.opsAnswer();

    const name = world.unique('by-hsm');
    await world.client('org1').propose(name, await world.idleChaincode({ name }));
    await world.client('org2').vote(name);
    await world.untilCommitted({ name, sequence: 1 });
    await world.untilDoneEverywhere(name);

    // Nobody but an admin of Org1 may change this.
    const change = await world.changeChannel('mychannel', [
      { operation: 'set-anchor-peers', name: 'Org1MSP', anchorPeers: [{ host: 'anchor.example.com', port: 7051 }] },
    ]);
    await world.untilStatus(change, 'committed');

    const failure: unknown = await newFileSigningIdentity(identity).catch((error: unknown) => error);
    expect(String(failure)).to.contain('ENOENT');
    for (const log of ['agent.log', 'api.log']) {
      expect(await readFile(join(org1.configFile, '..', log), 'utf8')).not.to.contain('4711-secret');
    }
  });
});
