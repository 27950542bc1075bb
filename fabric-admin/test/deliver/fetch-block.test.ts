// SPDX-License-Identifier: Apache-2.0

import type { ServerDuplexStream, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { FabricError, fetchBlock, type FetchBlockOptions, fetchConfigBlock } from '../../src/index.js';
import { type FakeNode, startFakeNode } from '../support/fake-node.js';
import { newConfigBlock } from '../support/new-config-block.js';
import { rejection } from '../support/rejection.js';
import { newTestOrganization, type TestOrganization } from '../support/test-organization.js';

/** Blocks 0 to 5 of which 0 and 2 are configuration blocks. */
const HEIGHT = 6;
const LAST_CONFIG = 2;

type Answer = number | common.Block | 'silence' | 'end';

for (const from of ['peer', 'orderer'] as const) {
  describe(`fetchBlock from ${from === 'peer' ? 'a peer' : 'an orderer'}`, () => {
    let organization: TestOrganization;
    let node: FakeNode;
    let envelope: common.Envelope;
    let answer: (seek: orderer.SeekInfo) => Answer;

    before(async () => {
      organization = await newTestOrganization();
      node = await startFakeNode({
        organization,
        services: [
          deliverService(from, (received, seek) => {
            envelope = received;
            return answer(seek);
          }),
        ],
      });
    });

    beforeEach(() => {
      answer = blockOf;
    });

    after(() => {
      node.stop();
    });

    for (const { position, number } of [
      { position: 'newest', number: HEIGHT - 1 },
      { position: 'oldest', number: 0 },
      { position: 3n, number: 3 },
      { position: 'config', number: LAST_CONFIG },
    ] as const) {
      it(`fetches ${String(position)}`, async () => {
        expect((await fetch({ position })).getHeader()?.getNumber()).to.equal(number);
      });
    }

    it('finds the last configuration block as orderers before Fabric 1.4 noted it', async () => {
      answer = (seek) => (seek.getStart()?.hasNewest() === true ? oldStyleNewest() : blockOf(seek));
      expect((await fetch({ position: 'config' })).getHeader()?.getNumber()).to.equal(LAST_CONFIG);
    });

    it('asks for one block that must be there, signed by the identity, bound to its TLS certificate', async () => {
      await fetch({ position: 3n });
      const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
      const header = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() ?? nothing);
      const signature = common.SignatureHeader.deserializeBinary(
        payload.getHeader()?.getSignatureHeader_asU8() ?? nothing,
      );
      const creator = msp.SerializedIdentity.deserializeBinary(signature.getCreator_asU8());
      const { publicKey } = new X509Certificate(creator.getIdBytes_asU8());
      const seek = orderer.SeekInfo.deserializeBinary(payload.getData_asU8());
      expect(verify('sha256', envelope.getPayload_asU8(), publicKey, envelope.getSignature_asU8())).to.be.true;
      expect(header.getType()).to.equal(common.HeaderType.DELIVER_SEEK_INFO);
      expect(header.getChannelId()).to.equal('mychannel');
      expect(Buffer.from(header.getTlsCertHash_asU8())).to.deep.equal(
        createHash('sha256').update(new X509Certificate(organization.tls.certificate).raw).digest(),
      );
      expect(seek.getBehavior()).to.equal(orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY);
      expect(seek.getStop()?.toObject()).to.deep.equal(seek.getStart()?.toObject());
    });

    for (const { status, position, code, reason } of [
      { status: common.Status.NOT_FOUND, position: 9n, code: 'NOT_FOUND', reason: 'UNKNOWN_BLOCK' },
      { status: common.Status.NOT_FOUND, position: 'newest', code: 'NOT_FOUND', reason: 'UNKNOWN_CHANNEL' },
      { status: common.Status.FORBIDDEN, position: 'newest', code: 'FORBIDDEN', reason: 'ACCESS_DENIED' },
      { status: common.Status.SERVICE_UNAVAILABLE, position: 'newest', code: 'UNAVAILABLE', reason: undefined },
      { status: common.Status.BAD_REQUEST, position: 'newest', code: 'REFUSED', reason: undefined },
    ] as const) {
      it(`fails with ${code} when the answer for ${String(position)} is ${String(status)}`, async () => {
        answer = () => status;
        const error = await rejection(fetch({ position }), FabricError);
        expect(error).to.include({ code, reason, status });
        expect(error.message).to.contain('mychannel').and.to.contain('peer0');
      });
    }

    it('fails with TIMEOUT when there is no answer', async () => {
      answer = () => 'silence';
      const error = await rejection(fetch({ position: 'newest', timeoutMs: 200 }), FabricError);
      expect(error.code).to.equal('TIMEOUT');
    });

    it('fails when the stream ends without an answer', async () => {
      answer = () => 'end';
      const error = await rejection(fetch({ position: 'newest' }), FabricError);
      expect(error.code).to.equal('INVALID_ANSWER');
    });

    it('fetches the configuration block from the first endpoint that answers', async () => {
      const stopped = await startFakeNode({ organization, name: 'stopped', services: [] });
      stopped.stop();
      const log: string[] = [];
      const block = await fetchConfigBlock({
        endpoints: [stopped.endpoint, node.endpoint],
        identity: organization.identity,
        channelID: 'mychannel',
        from,
        logger: { info: () => undefined, warn: (message) => log.push(message) },
      });
      expect(block.getHeader()?.getNumber()).to.equal(LAST_CONFIG);
      expect(log).to.have.length(1);
      expect(log[0]).to.contain('stopped');
    });

    function fetch(options: Pick<FetchBlockOptions, 'position' | 'timeoutMs'>): Promise<common.Block> {
      return fetchBlock({
        endpoint: { ...node.endpoint, clientCertificate: organization.tls },
        identity: organization.identity,
        channelID: 'mychannel',
        from,
        ...options,
      });
    }
  });
}

const nothing = new Uint8Array();

type DeliverStream = ServerDuplexStream<common.Envelope, peer.DeliverResponse | orderer.DeliverResponse>;

function deliverService(
  from: 'peer' | 'orderer',
  answer: (envelope: common.Envelope, seek: orderer.SeekInfo) => Answer,
): readonly [ServiceDefinition, UntypedServiceImplementation] {
  const deliver = (stream: DeliverStream): void => {
    stream.on('data', (envelope: common.Envelope) => {
      const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
      const given = answer(envelope, orderer.SeekInfo.deserializeBinary(payload.getData_asU8()));
      const response = from === 'peer' ? new peer.DeliverResponse() : new orderer.DeliverResponse();
      if (given === 'end') {
        stream.end();
      } else if (typeof given === 'number') {
        response.setStatus(given as 0);
        stream.write(response);
      } else if (given !== 'silence') {
        response.setBlock(given);
        stream.write(response);
      }
    });
    stream.on('error', () => undefined);
  };
  const ignored = (): void => undefined;
  return from === 'peer'
    ? [peer.DeliverService, { deliver, deliverFiltered: ignored, deliverWithPrivateData: ignored }]
    : [orderer.AtomicBroadcastService, { deliver, broadcast: ignored }];
}

function blockOf(seek: orderer.SeekInfo): common.Block {
  const start = seek.getStart();
  if (start?.hasNewest() === true) {
    return withMetadata(
      newConfigBlock('mychannel', HEIGHT - 1),
      common.BlockMetadataIndex.SIGNATURES,
      signedMetadata(),
    );
  }
  return newConfigBlock('mychannel', start?.getSpecified()?.getNumber() ?? 0);
}

function oldStyleNewest(): common.Block {
  const lastConfig = new common.LastConfig();
  lastConfig.setIndex(LAST_CONFIG);
  const block = newConfigBlock('mychannel', HEIGHT - 1);
  return withMetadata(block, common.BlockMetadataIndex.LAST_CONFIG, lastConfig.serializeBinary());
}

function signedMetadata(): Uint8Array {
  const lastConfig = new common.LastConfig();
  lastConfig.setIndex(LAST_CONFIG);
  const signed = new common.OrdererBlockMetadata();
  signed.setLastConfig(lastConfig);
  return signed.serializeBinary();
}

function withMetadata(block: common.Block, index: number, value: Uint8Array): common.Block {
  const entry = new common.Metadata();
  entry.setValue(value);
  const list: Uint8Array[] = [nothing, nothing, nothing, nothing, nothing];
  list[index] = entry.serializeBinary();
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList(list);
  block.setMetadata(metadata);
  return block;
}
