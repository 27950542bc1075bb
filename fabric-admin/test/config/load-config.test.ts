// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import {
  ConfigError,
  configPathSchema,
  loadConfig,
  openOrganization,
  organizationConfigSchema,
} from '../../src/index.js';
import { rejection } from '../support/rejection.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

describe('loadConfig', () => {
  let organization: TestOrganization;
  let dir: string;
  let file: string;

  before(async () => {
    organization = await newTestOrganization();
    dir = await mkdtemp(join(tmpdir(), 'opssc-config-'));
    file = join(dir, 'opssc.yaml');
    const { certificate, privateKey } = await organization.ca.issue('admin');
    await mkdir(join(dir, 'pem'));
    await writeFile(join(dir, 'pem/cert.pem'), certificate);
    await writeFile(join(dir, 'pem/key.pem'), privateKey);
    await writeFile(join(dir, 'pem/other-key.pem'), organization.tls.privateKey);
    await writeFile(join(dir, 'pem/ca.pem'), organization.ca.certificate);
    await writeFile(join(dir, 'pem/garbage.pem'), 'garbage');
  });

  after(async () => {
    await rm(dir, { recursive: true });
  });

  it('reads what is shared, with paths from the folder of the file', async () => {
    await write(valid());
    const config = await loadConfig(file, organizationConfigSchema);
    expect(config.organization.identity.certificate).to.equal(join(dir, 'pem/cert.pem'));
    expect(config.ops.chaincode.connection).to.deep.equal({
      address: '{{.host}}:7052',
      dial_timeout: '10s',
      tls_required: false,
    });
  });

  it('reads further sections by a schema that extends the shared one', async () => {
    await write({ ...valid(), agent: { stateDir: 'state' } });
    const schema = organizationConfigSchema.extend({ agent: z.strictObject({ stateDir: configPathSchema }) });
    expect((await loadConfig(file, schema)).agent.stateDir).to.equal(join(dir, 'state'));
  });

  it('has operations endpoints by the name of their node', async () => {
    const config = valid();
    const operations = { url: 'https://localhost:9443', tlsRootCerts: 'pem/ca.pem' };
    const peers = config.organization.peers.map((peer) => ({ ...peer, operations }));
    await write({ ...config, organization: { ...config.organization, peers } });

    const opened = await openOrganization(await loadConfig(file, organizationConfigSchema));

    expect(opened.operations.map(({ name, url }) => ({ name, url }))).to.deep.equal(
      peers.map(({ name }) => ({ name, url: operations.url })),
    );
    expect(opened.operations[0]?.tlsRootCerts).to.deep.equal(Buffer.from(organization.ca.certificate));
  });

  for (const { reason, operations, field } of [
    { reason: 'with another protocol', operations: { url: 'ftp://localhost:1' }, field: 'url' },
    {
      reason: 'with certificates and without TLS',
      operations: { url: 'http://localhost:1', tlsRootCerts: 'pem/ca.pem' },
      field: 'url',
    },
    {
      reason: 'with a certificate and no key',
      operations: { url: 'https://localhost:1', clientCertificate: 'pem/cert.pem' },
      field: 'clientPrivateKey',
    },
  ]) {
    it(`refuses an operations endpoint ${reason}`, async () => {
      const config = valid();
      const peers = config.organization.peers.map((peer) => ({ ...peer, operations }));
      await write({ ...config, organization: { ...config.organization, peers } });

      const error = await rejection(loadConfig(file, organizationConfigSchema), ConfigError);

      expect(error.problems.map(({ path }) => path)).to.include(`organization.peers[0].operations.${field}`);
    });
  }

  it('lists every mistake, each with its place', async () => {
    const config = valid();
    await write({
      ...config,
      organization: {
        ...config.organization,
        mspID: undefined,
        identity: { certificate: 'pem/missing.pem', privateKey: 'pem/garbage.pem' },
        peers: [{ name: 'peer0', address: 'localhost', tlsRootCerts: 'pem/key.pem', port: 7051, tls: true }],
      },
      ops: { ...config.ops, chaincode: { ...config.ops.chaincode, sequence: 0 } },
      agnet: {},
    });
    const error = await rejection(loadConfig(file, organizationConfigSchema), ConfigError);
    expect(error.problems.map(({ path }) => path).sort()).to.deep.equal([
      'agnet',
      'ops.chaincode.sequence',
      'organization.identity.certificate',
      'organization.identity.privateKey',
      'organization.mspID',
      'organization.peers[0].address',
      'organization.peers[0].port',
      'organization.peers[0].tls',
      'organization.peers[0].tlsRootCerts',
    ]);
    const { message } = error;
    expect(message.split('\n')).to.have.length(10);
    expect(message).to.match(/^.*opssc\.yaml: 9 problems\n/);
    expect(message).to.match(/\n {2}organization\.mspID \(line \d+\): is missing/);
    expect(message).to.contain(`${join(dir, 'pem/missing.pem')} cannot be read (ENOENT)`);
    expect(message).to.contain(`${join(dir, 'pem/garbage.pem')} is not a private key in PEM`);
    expect(message).to.contain(`${join(dir, 'pem/key.pem')} is not a certificate in PEM`);
    expect(message).to.contain('must be host:port');
  });

  it("refuses a key that is not the certificate's, and a policy that cannot be parsed", async () => {
    const config = valid();
    await write({
      organization: {
        ...config.organization,
        identity: { certificate: 'pem/cert.pem', privateKey: 'pem/other-key.pem' },
      },
      ops: { ...config.ops, chaincode: { ...config.ops.chaincode, signaturePolicy: 'AND(' } },
    });
    const error = await rejection(loadConfig(file, organizationConfigSchema), ConfigError);
    expect(error.problems.map(({ path }) => path)).to.deep.equal([
      'organization.identity.privateKey',
      'ops.chaincode.signaturePolicy',
    ]);
  });

  it('tells the line of a mistake', async () => {
    await writeFile(file, 'one: 1\ntwo: x\n');
    const error = await rejection(loadConfig(file, z.strictObject({ one: z.int(), two: z.int() })), ConfigError);
    expect(error.problems).to.have.length(1);
    expect(error.problems[0]).to.include({ path: 'two', line: 2 });
  });

  for (const { address, good } of [
    { address: 'localhost:7051', good: true },
    { address: '[::1]:7051', good: true },
    { address: 'peer0.org1.example.com:65535', good: true },
    { address: 'localhost:0', good: false },
    { address: 'localhost:65536', good: false },
    { address: 'grpcs://localhost:7051', good: false },
    { address: ':7051', good: false },
  ]) {
    it(`${good ? 'takes' : 'refuses'} the address ${address}`, async () => {
      const config = valid();
      await write({
        ...config,
        organization: { ...config.organization, peers: [{ name: 'peer0', address, tlsRootCerts: 'pem/ca.pem' }] },
      });
      const problems = await loadConfig(file, organizationConfigSchema).then(
        () => [],
        (error: unknown) => (error instanceof ConfigError ? error.problems.map(({ path }) => path) : [error]),
      );
      expect(problems).to.deep.equal(good ? [] : ['organization.peers[0].address']);
    });
  }

  const pkcs11 = { library: 'hsm.so', label: 'opssc', pinFile: 'pin' };
  for (const { reason, identity, path } of [
    { reason: 'no private key at all', identity: {}, path: 'privateKey' },
    { reason: 'a private key in two places', identity: { privateKey: 'pem/key.pem', pkcs11 }, path: 'pkcs11' },
    { reason: 'a token by label and by slot', identity: { pkcs11: { ...pkcs11, slot: 1 } }, path: 'pkcs11' },
    { reason: 'a token by neither', identity: { pkcs11: { ...pkcs11, label: undefined } }, path: 'pkcs11' },
    { reason: 'a PIN in two places', identity: { pkcs11: { ...pkcs11, pinEnv: 'PIN' } }, path: 'pkcs11' },
    { reason: 'no PIN', identity: { pkcs11: { ...pkcs11, pinFile: undefined } }, path: 'pkcs11' },
    { reason: 'the PIN itself', identity: { pkcs11: { ...pkcs11, pin: '4711' } }, path: 'pkcs11.pin' },
    { reason: 'an ID that is a number', identity: { pkcs11: { ...pkcs11, keyID: 12 } }, path: 'pkcs11.keyID' },
    { reason: 'an ID that is no bytes', identity: { pkcs11: { ...pkcs11, keyID: 'a1b' } }, path: 'pkcs11.keyID' },
  ]) {
    it(`refuses an identity with ${reason}`, async () => {
      const config = valid();
      const section = { ...config.organization, identity: { certificate: 'pem/cert.pem', ...identity } };
      await write({ ...config, organization: section });

      const error = await rejection(loadConfig(file, organizationConfigSchema), ConfigError);

      expect(error.problems.map((problem) => problem.path)).to.deep.equal([`organization.identity.${path}`]);
      expect(error.message).not.to.contain('4711');
    });
  }

  it('takes an identity with its key in an HSM', async () => {
    const config = valid();
    const identity = { certificate: 'pem/cert.pem', pkcs11: { ...pkcs11, keyID: 'A1b2' } };
    await write({ ...config, organization: { ...config.organization, identity } });

    const { organization } = await loadConfig(file, organizationConfigSchema);

    expect(organization.identity.pkcs11).to.include({ library: join(dir, 'hsm.so'), pinFile: join(dir, 'pin') });
  });

  it('refuses a client certificate without its key', async () => {
    const config = valid();
    const node = { tlsRootCerts: 'pem/ca.pem', clientCertificate: 'pem/cert.pem' };
    const peers = [{ name: 'peer0', address: 'localhost:1', ...node }];
    await write({ ...config, organization: { ...config.organization, peers } });
    const error = await rejection(loadConfig(file, organizationConfigSchema), ConfigError);
    expect(error.problems.map(({ path }) => path)).to.deep.equal(['organization.peers[0].clientPrivateKey']);
  });

  it('refuses two nodes of one name', async () => {
    const config = valid();
    const peer = { name: 'peer0', address: 'localhost:1', tlsRootCerts: 'pem/ca.pem' };
    await write({ ...config, organization: { ...config.organization, peers: [peer, peer] } });
    const error = await rejection(loadConfig(file, organizationConfigSchema), ConfigError);
    expect(error.problems.map(({ path }) => path)).to.deep.equal(['organization.peers[1].name']);
  });

  for (const { text, reason } of [
    { text: 'a: [1', reason: 'malformed YAML' },
    { text: 'a: 1\na: 2', reason: 'a key that is there twice' },
  ]) {
    it(`refuses ${reason}, with the line`, async () => {
      await writeFile(file, text);
      const error = await rejection(loadConfig(file, z.unknown()), ConfigError);
      expect(error.problems[0]?.line).to.be.a('number');
    });
  }

  it('refuses an empty file', async () => {
    await writeFile(file, '');
    const error = await rejection(loadConfig(file, organizationConfigSchema), ConfigError);
    expect(error.problems).to.have.length(1);
  });

  it('says when the file cannot be read', async () => {
    const error = await rejection(loadConfig(join(dir, 'none.yaml'), z.unknown()), ConfigError);
    expect(error.message).to.contain('none.yaml').and.to.contain('cannot be read');
  });

  describe('openOrganization', () => {
    it('reads the files', async () => {
      await write(valid());
      const open = await openOrganization(await loadConfig(file, organizationConfigSchema));
      expect(open.identity.mspID).to.equal('Org1MSP');
      expect((await open.identity.sign(Buffer.from('x'))).length).to.be.greaterThan(0);
      expect(open.peers).to.deep.equal([
        { name: 'peer0', address: 'localhost:7051', tlsRootCerts: organization.ca.certificate, serverName: 'peer0' },
      ]);
      expect(open.orderers.map(({ name }) => name)).to.deep.equal(['orderer1', 'orderer2']);
      expect(open.ordering.map(({ address }) => address)).to.deep.equal([
        'localhost:7150',
        'localhost:7050',
        'localhost:7052',
      ]);
      expect(open.ordererAdmins).to.have.length(1);
      expect(open.ordererAdmins[0]).to.include({ name: 'orderer2', url: 'https://localhost:7053' });
    });

    it("lists every file that went away, and a key that is not the certificate's", async () => {
      const { organization: section } = valid();
      const gone = join(dir, 'gone.pem');
      const config = {
        organization: {
          ...section,
          identity: { certificate: join(dir, 'pem/cert.pem'), privateKey: join(dir, 'pem/other-key.pem') },
          peers: [{ name: 'peer0', address: 'localhost:1', tlsRootCerts: gone }],
          orderers: [{ name: 'orderer1', address: 'localhost:2', tlsRootCerts: gone }],
          ordering: [{ address: 'localhost:3', tlsRootCerts: gone }],
        },
      };
      const error = await rejection(openOrganization(config), ConfigError);
      expect(error.problems.map(({ path }) => path).sort()).to.deep.equal([
        'organization.identity',
        'organization.orderers[0].tlsRootCerts',
        'organization.ordering[0].tlsRootCerts',
        'organization.peers[0].tlsRootCerts',
      ]);
      expect(error.message).to.contain(gone);
    });
  });

  async function write(config: unknown): Promise<void> {
    await writeFile(file, stringify(config));
  }
});

function valid() {
  const node = { tlsRootCerts: 'pem/ca.pem' };
  return {
    organization: {
      name: 'org1',
      mspID: 'Org1MSP',
      identity: { certificate: 'pem/cert.pem', privateKey: 'pem/key.pem' },
      peers: [{ name: 'peer0', address: 'localhost:7051', serverName: 'peer0', ...node }],
      orderers: [
        { name: 'orderer1', address: 'localhost:7050', ...node },
        {
          name: 'orderer2',
          address: 'localhost:7052',
          ...node,
          admin: {
            url: 'https://localhost:7053',
            tlsRootCerts: 'pem/ca.pem',
            clientCertificate: 'pem/cert.pem',
            clientPrivateKey: 'pem/key.pem',
          },
        },
      ],
      ordering: [{ address: 'localhost:7150', ...node }],
    },
    ops: {
      channel: 'ops-channel',
      chaincode: {
        name: 'opssc',
        version: '1.0',
        sequence: 1,
        label: 'opssc_1.0',
        connection: { address: '{{.host}}:7052', dial_timeout: '10s', tls_required: false },
      },
    },
  };
}
