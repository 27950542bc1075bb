// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createNetwork, environmentFile, type NetworkOptions, openNetwork } from '../src/index.js';
import { failureOf } from './support/failure-of.js';
import { temporaryDir } from './support/temporary-dir.js';

describe('createNetwork', () => {
  const dir = temporaryDir();
  const options = (): NetworkOptions => ({ backend: 'native', dir: dir(), organizations: 2, peers: 1, orderers: 1 });

  it('plans every node with ports of its own and starts none', async () => {
    const network = await createNetwork(options());
    const nodes = await network.nodeStatus();
    expect(nodes.map(({ name, running }) => [name, running])).to.deep.equal([
      ['orderer1.example.com', false],
      ['peer0.org1.example.com', false],
      ['peer0.org2.example.com', false],
    ]);
    expect(new Set(nodes.map(({ address }) => address))).to.have.property('size', 3);
    expect(network.organizations.map(({ mspID, chaincodeHost }) => [mspID, chaincodeHost])).to.deep.equal([
      ['Org1MSP', '127.0.0.11'],
      ['Org2MSP', '127.0.0.12'],
    ]);
  });

  it('finds the same network in its folder again', async () => {
    const made = await createNetwork(options());
    const admin = made.organizations[0]?.admin.certificate ?? '';
    const certificate = await readFile(admin, 'utf8');
    for (const again of [await createNetwork(options()), await openNetwork(dir())]) {
      expect(again.organizations).to.deep.equal(made.organizations);
      expect(again.ordererOrganization).to.deep.equal(made.ordererOrganization);
    }
    expect(await readFile(admin, 'utf8')).to.equal(certificate);
  });

  it('refuses a folder whose network has other options', async () => {
    await createNetwork(options());
    const failure = await failureOf(createNetwork({ ...options(), peers: 2 }));
    expect(failure.code).to.equal('WRONG_DIRECTORY');
  });

  it('takes channels that are new to the folder', async () => {
    await createNetwork({ ...options(), channels: ['one'] });
    const network = await createNetwork({ ...options(), channels: ['two'] });
    expect(network.channels).to.deep.equal(['one', 'two']);
  });

  it('takes a folder from before networks could grow', async () => {
    const made = await createNetwork(options());
    const path = join(dir(), 'network.json');
    const { settings, ports } = JSON.parse(await readFile(path, 'utf8')) as Record<string, object>;
    const { ordering, ...former } = settings as Record<string, unknown>;
    expect(ordering).to.equal('shared');
    await writeFile(path, JSON.stringify({ settings: former, ports }));
    expect((await createNetwork(options())).orderers).to.deep.equal(made.orderers);
  });

  it('leads each organization to its own first orderer where it has one', async () => {
    const network = await createNetwork({ ...options(), ordering: 'own' });
    const added = await network.addOrganization({ orderers: 0 });
    for (const organization of network.organizations) {
      const orderer = organization === added ? network.orderers[0] : organization.orderers[0];
      const lines = await readFile(environmentFile(organization), 'utf8');
      expect(lines).to.include(`export ORDERER_ADDRESS='${orderer?.address ?? ''}'\n`);
      const owner = network.organizations.find(({ mspID }) => mspID === orderer?.mspID);
      expect(lines).to.include(`export ORDERER_CA='${owner?.tlsRootCertFile ?? ''}'\n`);
    }
  });

  it("writes an env.sh with the usual names for each organization's admin", async () => {
    const network = await createNetwork(options());
    const [, org2] = network.organizations;
    const lines = (await readFile(environmentFile(org2 ?? { dir: '' }), 'utf8')).trim().split('\n');
    const variables = Object.fromEntries(
      lines.map((line) => /^export (\w+)='(.*)'$/.exec(line)?.slice(1) as [string, string]),
    );
    expect(variables).to.include({
      ...{ CORE_PEER_LOCALMSPID: 'Org2MSP', CORE_PEER_TLS_ENABLED: 'true', FABRIC_CFG_PATH: join(dir(), 'config') },
      CORE_PEER_ADDRESS: org2?.peers[0]?.address,
      CORE_PEER_MSPCONFIGPATH: org2?.admin.mspDir,
      CORE_PEER_TLS_ROOTCERT_FILE: org2?.tlsRootCertFile,
      ORDERER_CA: network.ordererOrganization?.tlsRootCertFile,
      ORDERER_ADDRESS: network.orderers[0]?.address,
      ORDERER_ADMIN_TLS_SIGN_CERT: network.orderers[0]?.adminClientCertFile,
      ORDERER_ADMIN_TLS_PRIVATE_KEY: network.orderers[0]?.adminClientKeyFile,
    });
  });
});

describe('openNetwork', () => {
  const dir = temporaryDir();

  it('refuses a folder without a network', async () => {
    expect((await failureOf(openNetwork(dir()))).code).to.equal('WRONG_DIRECTORY');
  });
});
