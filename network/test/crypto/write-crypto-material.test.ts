// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { parse } from 'yaml';
import { writeCryptoMaterial } from '../../src/crypto/write-crypto-material.js';
import type { NetworkPlan } from '../../src/index.js';
import { temporaryDir } from '../support/temporary-dir.js';
import { testPlan } from '../support/test-plan.js';

describe('writeCryptoMaterial', () => {
  const dir = temporaryDir();
  const now = new Date();
  let plan: NetworkPlan;

  beforeEach(async () => {
    plan = testPlan(dir());
    await writeCryptoMaterial(plan, now);
  });

  const certificate = async (path: string) => new X509Certificate(await readFile(path));

  it('makes a CA that may sign and has a key identifier', async () => {
    const root = await certificate(plan.ordererOrganization?.msp.rootCert ?? '');
    expect(root.ca).to.equal(true);
    expect(root.verify(root.publicKey)).to.equal(true);
    expect(root.subject).to.include('CN=ca.example.com');
    expect(keyIdentifierCount(root)).to.equal(2);
  });

  it('gives every identity its organizational unit, and its CA has issued it', async () => {
    const [org1] = plan.organizations;
    const members = [
      { identity: org1?.peers[0]?.identity, unit: 'peer', root: org1?.msp.rootCert },
      { identity: org1?.admin, unit: 'admin', root: org1?.msp.rootCert },
      { identity: org1?.user, unit: 'client', root: org1?.msp.rootCert },
      {
        ...{ identity: plan.orderers[0]?.identity, unit: 'orderer' },
        root: plan.ordererOrganization?.msp.rootCert,
      },
    ];
    for (const { identity, unit, root } of members) {
      const own = await certificate(identity?.certificate ?? '');
      const issuer = await certificate(root ?? '');
      expect(own.subject.split('\n')).to.include(`OU=${unit}`);
      expect(own.ca).to.equal(false);
      expect(own.checkIssued(issuer)).to.equal(true);
      expect(own.verify(issuer.publicKey)).to.equal(true);
      expect(own.checkPrivateKey(createPrivateKey(await readFile(identity?.privateKey ?? '')))).to.equal(true);
    }
  });

  it('is valid from now on for years', async () => {
    const own = await certificate(plan.organizations[0]?.admin.certificate ?? '');
    expect(new Date(own.validFrom).getTime()).to.be.below(now.getTime());
    expect(new Date(own.validTo).getFullYear()).to.be.above(now.getFullYear() + 8);
  });

  it('lets only the owner read private keys', async () => {
    const keys = (await readdir(dir(), { recursive: true })).filter((path) => /(priv_sk|\.key)$/.test(path));
    // Two CAs, an identity and a TLS key each of 3 nodes and 5 users, over three organizations.
    expect(keys).to.have.length(2 * 3 + 2 * (3 + 5));
    for (const key of keys) {
      expect((await stat(join(dir(), key))).mode & 0o777, key).to.equal(0o600);
    }
  });

  it('classifies by NodeOUs of a CA file that is there', async () => {
    const mspDir = plan.organizations[0]?.admin.mspDir ?? '';
    const config = parse(await readFile(join(mspDir, 'config.yaml'), 'utf8')) as {
      NodeOUs: Record<string, { Certificate: string; OrganizationalUnitIdentifier: string }>;
    };
    const { PeerOUIdentifier, OrdererOUIdentifier } = config.NodeOUs;
    expect([PeerOUIdentifier, OrdererOUIdentifier].map((unit) => unit?.OrganizationalUnitIdentifier)).to.deep.equal([
      'peer',
      'orderer',
    ]);
    const caFile = await readFile(join(mspDir, PeerOUIdentifier?.Certificate ?? ''), 'utf8');
    expect(caFile).to.equal(await readFile(plan.organizations[0]?.msp.rootCert ?? '', 'utf8'));
  });

  it('names loopback in the TLS certificates of nodes', async () => {
    const peer = await certificate(plan.organizations[1]?.peers[0]?.tls.certificate ?? '');
    for (const host of ['localhost', 'peer0.org2.example.com']) {
      expect(peer.checkHost(host), host).to.equal(host);
    }
    for (const address of ['127.0.0.1', '::1']) {
      expect(peer.checkIP(address), address).to.equal(address);
    }
    expect(peer.checkHost('peer0.org1.example.com')).to.equal(undefined);
  });

  it('serves both ends of mutual TLS', async () => {
    const [orderer] = plan.orderers;
    const roots = await readFile(orderer?.tls.rootCert ?? '');
    const server = createServer({
      ca: roots,
      cert: await readFile(orderer?.tls.certificate ?? ''),
      key: await readFile(orderer?.tls.privateKey ?? ''),
      requestCert: true,
      rejectUnauthorized: true,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const accepted = once(server, 'secureConnection') as Promise<[TLSSocket]>;
    const client = connect({
      ...{ host: '127.0.0.1', port: (server.address() as AddressInfo).port, servername: 'localhost', ca: roots },
      cert: await readFile(orderer?.adminClientCertFile ?? ''),
      key: await readFile(orderer?.adminClientKeyFile ?? ''),
    });
    const [[serverSide]] = await Promise.all([accepted, once(client, 'secureConnect')]);
    expect(serverSide.getPeerCertificate().subject.CN).to.equal('Admin@example.com');
    expect(client.authorized).to.equal(true);
    client.destroy();
    serverSide.destroy();
    server.close();
  });
});

/** How often the 20 bytes of the certificate's subject key identifier stand in it: for a root, also as its issuer's. */
function keyIdentifierCount({ raw }: X509Certificate): number {
  const objectIdentifier = Buffer.from([0x55, 0x1d, 0x0e]);
  const at = raw.indexOf(objectIdentifier) + objectIdentifier.length + 4;
  const identifier = raw.subarray(at, at + 20);
  return raw.toString('hex').split(identifier.toString('hex')).length - 1;
}
