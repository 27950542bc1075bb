// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createNetwork, type Network, type NetworkOptions, openNetwork, type OrdererNode } from '../src/index.js';
import { failureOf } from './support/failure-of.js';
import { temporaryDir } from './support/temporary-dir.js';

describe('a network that grows', () => {
  const dir = temporaryDir();
  const make = (options: Partial<NetworkOptions> = {}) =>
    createNetwork({ backend: 'native', dir: dir(), organizations: 2, peers: 1, ...options });
  const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name);
  const certificate = async (file: string) => new X509Certificate(await readFile(file));

  const layouts = [
    { reason: 'one each, and more of the first for Raft', options: {}, orderers: ['org1', 'org2', 'org1'] },
    { reason: 'four in all for BFT', options: { consensus: 'bft' }, orderers: ['org1', 'org2', 'org1', 'org2'] },
    {
      reason: 'one each where that is enough',
      options: { organizations: 4 },
      orderers: ['org1', 'org2', 'org3', 'org4'],
    },
    { reason: 'as many as asked for', options: { orderers: 2 }, orderers: ['org1', 'org2', 'org1', 'org2'] },
  ] as const;
  for (const { reason, options, orderers } of layouts) {
    it(`has orderers of every organization: ${reason}`, async () => {
      const network = await make({ ordering: 'own', ...options });
      expect(network.ordererOrganization).to.equal(undefined);
      const owners = network.orderers.map(({ name }) => name.split('.')[1]);
      expect(owners).to.deep.equal(orderers);
      expect(network.orderers.map(({ consenterID }) => consenterID)).to.deep.equal(
        orderers.map((_, index) => index + 1),
      );
      for (const { mspID, orderers: own } of network.organizations) {
        expect(own).to.deep.equal(network.orderers.filter((orderer) => orderer.mspID === mspID));
      }
      for (const orderer of network.orderers) {
        expect((await certificate(orderer.identityCertFile)).subject).to.include('OU=orderer');
        expect((await certificate(orderer.tlsCertFile)).checkHost(orderer.host)).to.equal(orderer.host);
      }
    });
  }

  it('refuses too few own orderers for BFT', async () => {
    const failure = await failureOf(make({ ordering: 'own', consensus: 'bft', organizations: 3, orderers: 1 }));
    expect(failure.message).to.include('orderers: BFT needs 4');
  });

  it('gets organizations with their own CA, and knows them again', async () => {
    const network = await make({ ordering: 'own' });
    const before = network.organizations;
    const added = await network.addOrganization();
    expect(added).to.include({ name: 'org3', mspID: 'Org3MSP', chaincodeHost: '127.0.0.13' });
    expect(names([...added.peers, ...added.orderers])).to.deep.equal([
      'peer0.org3.example.com',
      'orderer0.org3.example.com',
    ]);
    expect(network.organizations).to.deep.equal([...before, added]);
    const root = await certificate(added.crypto.rootCertFile);
    expect((await certificate(added.admin.certificate)).checkIssued(root)).to.equal(true);

    for (const again of [await openNetwork(dir()), await make({ ordering: 'own' })]) {
      expect(again.organizations).to.deep.equal(network.organizations);
      expect(again.orderers).to.deep.equal(network.orderers);
    }
  });

  it('gets organizations one after the other, with different ports', async () => {
    const network = await make();
    const added = await Promise.all([network.addOrganization({ peers: 2 }), network.addOrganization({ orderers: 1 })]);
    expect(names(added)).to.deep.equal(['org3', 'org4']);
    expect(names(added[1].orderers)).to.deep.equal(['orderer0.org4.example.com']);
    const addresses = (await network.nodeStatus()).map(({ address }) => address);
    expect(new Set(addresses)).to.have.property('size', 3 + 2 + 2 + 1 + 1);
  });

  it('gets orderers of an organization, or of the orderer organization where that runs them', async () => {
    const shared = await make();
    const orderer = await shared.addOrderer('org1');
    expect(orderer).to.include({ name: 'orderer4.example.com', mspID: 'OrdererMSP', consenterID: 4 });
    expect(shared.ordererOrganization?.orderers.at(-1)).to.deep.equal(orderer);
    const issuer = await certificate(shared.ordererOrganization?.crypto.rootCertFile ?? '');
    expect((await certificate(orderer.identityCertFile)).checkIssued(issuer)).to.equal(true);
    expect((await failureOf(shared.addOrderer('org9'))).code).to.equal('UNKNOWN_ORGANIZATION');
  });

  it('refuses an organization beyond the limits, and is unchanged', async () => {
    const network = await make({ organizations: 20 });
    expect((await failureOf(network.addOrganization())).code).to.equal('INVALID_OPTION');
    expect((await failureOf(network.addOrganization({ peers: -1 }))).code).to.equal('INVALID_OPTION');
    expect((await openNetwork(dir())).organizations).to.have.length(20);
  });

  it('renews certificates of an orderer: other keys, the same CAs, valid for longer', async () => {
    const network = await make({ ordering: 'own' });
    const before = first(network.orderers);
    const crypto = network.organizations[0]?.crypto;
    const renewed = await network.renewOrdererCertificates(before.name);
    const twice = await network.renewOrdererCertificates(before.name);
    const pairs = [
      [before.tlsCertFile, renewed.tlsCertFile, crypto?.tlsRootCertFile],
      [renewed.tlsCertFile, twice.tlsCertFile, crypto?.tlsRootCertFile],
      [before.identityCertFile, renewed.identityCertFile, crypto?.rootCertFile],
      [renewed.identityCertFile, twice.identityCertFile, crypto?.rootCertFile],
    ];
    for (const [former = '', latter = '', root = ''] of pairs) {
      const old = await certificate(former);
      const fresh = await certificate(latter);
      const issuer = await certificate(root);
      expect(fresh.subject).to.equal(old.subject);
      expect(fresh.publicKey.equals(old.publicKey)).to.equal(false);
      expect(fresh.publicKey.asymmetricKeyDetails).to.deep.equal(old.publicKey.asymmetricKeyDetails);
      expect(Date.parse(fresh.validTo)).to.be.above(Date.parse(old.validTo));
      expect(fresh.checkIssued(issuer) && fresh.verify(issuer.publicKey)).to.equal(true);
    }
    expect(network.orderers[0]).to.deep.equal(twice);
    expect((await openNetwork(dir())).orderers[0]).to.deep.equal(twice);
    expect((await failureOf(network.renewOrdererCertificates('orderer9'))).code).to.equal('UNKNOWN_NODE');
  });
});

function first(orderers: Network['orderers']): OrdererNode {
  const [orderer] = orderers;
  if (orderer === undefined) {
    throw new Error('the network has no orderer');
  }
  return orderer;
}
