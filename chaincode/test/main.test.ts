// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeContractError, transactions } from '../src/model/index.js';
import { type Certificate, newCertificate } from './support/certificate.js';
import { FakePeer, type FakePeerOptions } from './support/fake-peer.js';
import { ServiceProcess } from './support/service-process.js';

const chaincodeID = `opssc_1.0:${'a'.repeat(64)}`;

describe('the chaincode service', function () {
  this.timeout(20_000);
  const services: ServiceProcess[] = [];
  const peers: FakePeer[] = [];
  let directory: string;
  let server: Certificate;
  let client: Certificate;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'opssc-'));
    server = await newCertificate({ commonName: 'localhost', dnsNames: ['localhost'] });
    client = await newCertificate({ commonName: 'peer0' });
    await writeFile(join(directory, 'key.pem'), server.privateKey);
    await writeFile(join(directory, 'cert.pem'), server.certificate);
    await writeFile(join(directory, 'ca.pem'), client.certificate);
  });

  afterEach(async () => {
    peers.splice(0).forEach((peer) => {
      peer.close();
    });
    await Promise.all(services.splice(0).map((service) => service.stop()));
  });

  after(async () => {
    await rm(directory, { recursive: true });
  });

  const start = async (environment: Readonly<Record<string, string>> = {}) => {
    const service = await ServiceProcess.start({ CHAINCODE_ID: chaincodeID, ...environment });
    services.push(service);
    return service;
  };
  const startWithTls = (environment: Readonly<Record<string, string>> = {}) =>
    start({
      CHAINCODE_TLS_DISABLED: 'false',
      CHAINCODE_TLS_KEY: join(directory, 'key.pem'),
      CHAINCODE_TLS_CERT: join(directory, 'cert.pem'),
      ...environment,
    });

  const dial = ({ address }: ServiceProcess, tls?: FakePeerOptions['tls']) => {
    const peer = new FakePeer({ address, ...(tls && { tls }) });
    peers.push(peer);
    return peer;
  };
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('registers with a peer that dials, and with a second one', async () => {
    const service = await start();

    expect(await dial(service).register()).to.equal(chaincodeID);
    expect(await dial(service).register()).to.equal(chaincodeID);
  });

  it('registers over TLS, and not without', async () => {
    const service = await startWithTls();

    expect(await dial(service, { rootCertificate: server.certificate }).register()).to.equal(chaincodeID);
    expect(await failureOf(dial(service).register())).to.be.instanceOf(Error);
  });

  it('asks for a client certificate when it is given a CA', async () => {
    const service = await startWithTls({ CHAINCODE_CLIENT_CA_CERT: join(directory, 'ca.pem') });
    const rootCertificate = server.certificate;

    expect(await dial(service, { rootCertificate, client }).register()).to.equal(chaincodeID);
    expect(await failureOf(dial(service, { rootCertificate }).register())).to.be.instanceOf(Error);
  });

  it('answers a query with JSON', async () => {
    const peer = dial(await start());
    await peer.register();
    const response = await peer.invoke([transactions.listProposals, '{}'], client.certificate);

    expect(response.getMessage()).to.equal('');
    expect(response.getStatus()).to.equal(200);
    expect(Buffer.from(response.getPayload_asU8()).toString()).to.equal('{"bookmark":"","proposals":[]}');
  });

  it('refuses with a message that clients can decode', async () => {
    const peer = dial(await start());
    await peer.register();
    const response = await peer.invoke([transactions.getProposal, '{"id":"p1"}'], client.certificate);

    expect(response.getStatus()).to.equal(500);
    expect(response.getMessage()).to.equal('NOT_FOUND: there is no proposal p1');
    expect(decodeContractError(response.getMessage())).to.include({ code: 'NOT_FOUND' });
  });

  it('refuses writers by the certificate that signed, whatever its name tries to be', async () => {
    const peer = dial(await start());
    await peer.register();
    const imposter = await newCertificate({ commonName: 'User1 //OU=admin', units: ['client'] });
    const admin = await newCertificate({ commonName: 'Admin', units: ['admin'] });
    const withdraw = [transactions.withdraw, '{"id":"p1"}'];

    expect((await peer.invoke(withdraw, imposter.certificate)).getMessage()).to.match(/^NOT_ADMIN: /);
    expect((await peer.invoke(withdraw, admin.certificate)).getMessage()).to.match(/^NOT_FOUND: /);
  });

  it('stops at SIGTERM with peers connected, with exit code 0', async () => {
    const service = await start();
    const peer = dial(service);
    await peer.register();
    const ended = peer.ended();

    expect(await service.stop()).to.equal(0);
    await ended;
  });

  it('does not start with mistakes in its environment, and tells all of them', async () => {
    const failure = await failureOf(ServiceProcess.start({ CHAINCODE_TLS_DISABLED: 'false' }));

    expect(failure).to.be.instanceOf(Error);
    for (const name of ['CHAINCODE_ID', 'CHAINCODE_TLS_KEY', 'CHAINCODE_TLS_CERT']) {
      expect((failure as Error).message).to.include(`${name} is missing`);
    }
  });
});
