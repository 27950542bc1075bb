// SPDX-License-Identifier: Apache-2.0

import { common, msp, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ChaincodeCall,
  newGatewayConnection,
  newPeerAdmin,
  openOrganization,
  type OpenOrganization,
} from '../../src/index.js';
import type { Pem } from '../support/certificates.js';
import { endorserService, type FakeNode, startFakeNode } from '../support/fake-node.js';
import { gatewayService } from '../support/gateway-service.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';
import { until } from '../support/until.js';

const call: ChaincodeCall = { channelID: 'mychannel', chaincodeName: 'cc', transaction: 'tx', arguments: [] };

/** Clients that ask one question after the other. */
const CLIENTS = 16;
const RENEWALS = 5;

describe('the files of an organization', () => {
  let dir: string;
  let organization: TestOrganization;
  let node: FakeNode;
  let opened: OpenOrganization;
  /** Common names of those whose messages came with a good signature; `forged` for the others. */
  let creators: Set<string>;
  /** Said in the log. */
  let lines: string[];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opssc-renewal-'));
    organization = await newTestOrganization();
    creators = new Set();
    lines = [];
    const note = (name: string): void => {
      creators.add(name);
    };
    node = await startFakeNode({
      organization,
      requireClients: true,
      services: [
        endorserService((proposal) => {
          note(creatorOf(proposal));
          return channels();
        }),
        gatewayService({
          evaluate(request) {
            note(creatorOf(request.getProposedTransaction()));
            return Buffer.from('answer');
          },
          endorse(request) {
            note(creatorOf(request.getProposedTransaction()));
            return Buffer.from('result');
          },
          submit(request) {
            note(signerOf(request.getPreparedTransaction()));
            return 'accepted';
          },
          commitStatus: () => ({ code: 0, block: 7 }),
        }),
      ],
    });
    await write('ca', organization.ca.certificate);
    await renew('admin 0');
    opened = await openOrganization(section(), {
      reload: { intervalMs: 5, logger: { info: (line) => lines.push(line), warn: (line) => lines.push(line) } },
    });
  });

  afterEach(async () => {
    opened.close();
    node.stop();
    await rm(dir, { recursive: true });
  });

  it('are renewed under load, keys and client certificates, without a failed request', async () => {
    const { identity, peers } = opened;
    const [endpoint = node.endpoint] = peers;
    const admin = newPeerAdmin({ endpoint, identity });
    const gateway = newGatewayConnection({ peers, identity });
    let over = false;
    let answers = 0;
    const ask = async (): Promise<void> => {
      while (!over) {
        await admin.listChannels();
        await gateway.evaluate(call);
        await gateway.submit(call);
        answers += 3;
      }
    };
    const asking = Promise.all(Array.from({ length: CLIENTS }, ask));

    for (let count = 1; count <= RENEWALS; count += 1) {
      await renew(`admin ${count}`);
      await Promise.race([until(() => creators.has(`admin ${count}`)), asking]);
    }
    over = true;
    await asking;

    expect([...creators].sort()).to.deep.equal(
      Array.from({ length: RENEWALS + 1 }, (_, count) => `admin ${count}`).sort(),
    );
    expect(answers).to.be.greaterThan(CLIENTS);
    gateway.close();
    admin.close();
  });

  it('let what one identity had endorsed be submitted after it was renewed', async () => {
    const gateway = newGatewayConnection({ peers: opened.peers, identity: opened.identity });
    const endorsed = await gateway.endorse(call);
    await renew('admin 1');
    await until(() => nameIn(opened.identity.certificate) === 'admin 1');

    const { blockNumber } = await gateway.submitEndorsed(endorsed);

    expect(blockNumber).to.equal(7n);
    expect([...creators]).to.deep.equal(['admin 0']);
    gateway.close();
  });

  it("leave everything as it was while a key is not the certificate's", async () => {
    const other = await organization.ca.issue('other');
    await write('admin', other.certificate);
    await until(() => lines.some((line) => line.startsWith('the key material of Org1MSP stays as it was')));

    expect(nameIn(opened.identity.certificate)).to.equal('admin 0');
    await write('admin-key', other.privateKey);
    await until(() => nameIn(opened.identity.certificate) === 'other');
  });

  it('leave everything as it was while a file is half written', async () => {
    const bundle = Buffer.concat([organization.ca.certificate, Buffer.from('\n'), organization.ca.certificate]);
    for (const half of [bundle.subarray(0, 0), bundle.subarray(0, 100), bundle.subarray(0, bundle.length - 50)]) {
      lines.length = 0;
      await write('ca', half);
      await until(() => lines.some((line) => line.startsWith('the key material of Org1MSP stays as it was')));
      expect(opened.peers[0]?.tlsRootCerts).to.deep.equal(organization.ca.certificate);
    }

    await write('ca', bundle);
    await until(() => opened.peers[0]?.tlsRootCerts?.length === bundle.length);
  });

  /** Replaces the identity and the TLS client certificate, one file after the other. */
  async function renew(commonName: string): Promise<void> {
    const [admin, client] = await Promise.all([organization.ca.issue(commonName), organization.ca.issue('client')]);
    await writePair('admin', admin);
    await writePair('client', client);
  }

  async function writePair(name: string, { certificate, privateKey }: Pem): Promise<void> {
    await write(name, certificate);
    await write(`${name}-key`, privateKey);
  }

  function write(name: string, bytes: Uint8Array): Promise<void> {
    return writeFile(file(name), bytes);
  }

  function file(name: string): string {
    return join(dir, `${name}.pem`);
  }

  function section() {
    const { address } = node.endpoint;
    const client = { clientCertificate: file('client'), clientPrivateKey: file('client-key') };
    return {
      organization: {
        name: 'org1',
        mspID: 'Org1MSP',
        identity: { certificate: file('admin'), privateKey: file('admin-key') },
        peers: [{ name: 'peer0', address, tlsRootCerts: file('ca'), ...client }],
        orderers: [],
        ordering: [],
      },
    };
  }
});

function channels(): peer.ProposalResponse {
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(new peer.ChannelQueryResponse().serializeBinary());
  const answer = new peer.ProposalResponse();
  answer.setResponse(response);
  return answer;
}

function creatorOf(signed: peer.SignedProposal | undefined): string {
  const bytes = signed?.getProposalBytes_asU8() ?? new Uint8Array();
  const header = common.Header.deserializeBinary(peer.Proposal.deserializeBinary(bytes).getHeader_asU8());
  return verified(header, bytes, signed?.getSignature_asU8());
}

function signerOf(envelope: common.Envelope | undefined): string {
  const bytes = envelope?.getPayload_asU8() ?? new Uint8Array();
  const header = common.Payload.deserializeBinary(bytes).getHeader() ?? new common.Header();
  return verified(header, bytes, envelope?.getSignature_asU8());
}

function verified(header: common.Header, message: Uint8Array, signature: Uint8Array = new Uint8Array()): string {
  const creator = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()).getCreator_asU8();
  const certificate = msp.SerializedIdentity.deserializeBinary(creator).getIdBytes_asU8();
  const { publicKey } = new X509Certificate(certificate);
  return verify('sha256', message, publicKey, signature) ? nameIn(certificate) : 'forged';
}

function nameIn(certificate: Uint8Array): string {
  return new X509Certificate(certificate).subject.replace('CN=', '');
}
