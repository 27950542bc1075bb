// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { blockHeaderBytes, configFromBlock, newConfigBundle, type SignedData } from '@opssc/configtx';
import { FabricError, newFileSigningIdentity, newOrdererAdmin, type OrdererAdmin } from '@opssc/fabric-admin';
import { common, msp } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import type { OrdererNode } from '../../../src/network.js';
import { broadcast } from './support/converse.js';
import { signedEnvelope, type EnvelopeOptions } from './support/envelopes.js';
import { rejection } from './support/rejection.js';
import { TestNetwork } from './support/test-network.js';
import { text } from './support/text.js';

const { Status, HeaderType, BlockMetadataIndex } = common;

for (const consensus of ['raft', 'bft'] as const) {
  describe(`embedded orderers under ${consensus}`, () => {
    let test: TestNetwork;

    before(async () => {
      test = await TestNetwork.start({ organizations: 2, peers: 1, consensus, batchTimeout: 10 });
      await test.deploy({ name: 'sample' });
    });

    after(() => test.close());

    function orderer(index: number): OrdererNode {
      const node = test.network.ordererOrganization.orderers[index];
      if (!node) {
        throw new Error(`no orderer ${index}`);
      }
      return node;
    }

    async function admin(index: number): Promise<OrdererAdmin> {
      const { name, adminUrl, tlsRootCertFile, adminClientCertFile, adminClientKeyFile } = orderer(index);
      return newOrdererAdmin({
        endpoint: {
          name,
          url: adminUrl,
          tlsRootCerts: await readFile(tlsRootCertFile),
          clientCertificate: {
            certificate: await readFile(adminClientCertFile),
            privateKey: await readFile(adminClientKeyFile),
          },
        },
      });
    }

    it('sign blocks so that the BlockValidation policy holds', async () => {
      const peer = await test.peerAdmin(1);
      const { channelID, config } = configFromBlock(await peer.getConfigBlock('mychannel'));
      const { policies } = newConfigBundle(channelID, config);
      const block = await test.block(1, 1n);
      const signatures = blockSignatures(block, config);
      expect(policies.evaluate('/Channel/Orderer/BlockValidation', signatures)).to.equal(undefined);
      const [first, ...rest] = signatures;
      const forged = [{ ...first, data: Buffer.from('another block') } as SignedData, ...rest];
      expect(policies.evaluate('/Channel/Orderer/BlockValidation', forged)).to.be.a('string');
    });

    const refusals: readonly {
      reason: string;
      message: Omit<EnvelopeOptions, 'identity'>;
      status: number;
      info: string;
    }[] = [
      {
        reason: 'for an unknown channel',
        message: { channelID: 'nowhere' },
        status: Status.BAD_REQUEST,
        info: 'channel does not exist',
      },
      {
        reason: 'beyond the size limit',
        message: { data: Buffer.alloc(10 * 1024 * 1024 + 1) },
        status: Status.BAD_REQUEST,
        info: 'exceeds maximum allowed',
      },
      {
        reason: 'with a configuration',
        message: { type: HeaderType.CONFIG },
        status: Status.BAD_REQUEST,
        info: 'message is of type that cannot be processed directly',
      },
      {
        reason: 'with a configuration update',
        message: { type: HeaderType.CONFIG_UPDATE },
        status: Status.FORBIDDEN,
        info: 'not supported by the embedded network yet',
      },
    ];
    for (const { reason, message, ...expected } of refusals) {
      it(`refuse a message ${reason}`, async () => {
        const identity = await newFileSigningIdentity(test.organization(1).user);
        const response = await broadcast(orderer(0), await signedEnvelope({ identity, ...message }));
        expect(response.getStatus()).to.equal(expected.status);
        expect(response.getInfo()).to.contain(expected.info);
      });
    }

    it('refuse a message that its creator has not signed', async () => {
      const identity = await newFileSigningIdentity(test.organization(1).user);
      const envelope = await signedEnvelope({ identity });
      envelope.setSignature('');
      const response = await broadcast(orderer(0), envelope);
      expect(response.getStatus()).to.equal(Status.FORBIDDEN);
      expect(response.getInfo()).to.contain('permission denied');
    });

    it('refuse an empty message', async () => {
      const response = await broadcast(orderer(0), new common.Envelope());
      expect(response.getStatus()).to.equal(Status.BAD_REQUEST);
    });

    it('order while a quorum of them runs, and go on when it is back', async () => {
      const contract = (await test.gateway(1)).getNetwork('mychannel').getContract('sample');
      await test.network.stopNode(orderer(0).name);
      await contract.submitTransaction('put', 'with', 'one less');
      await test.network.stopNode(orderer(1).name);
      const error = await rejection(contract.submitTransaction('put', 'without', 'quorum'), GatewayError);
      expect(error.code).to.equal(status.UNAVAILABLE);
      await test.network.startNode(orderer(0).name);
      await contract.submitTransaction('put', 'with', 'quorum again');
      await test.network.startNode(orderer(1).name);
      expect(text(await contract.evaluateTransaction('get', 'with'))).to.equal('quorum again');
      expect((await (await admin(0)).info('mychannel'))?.height).to.equal(await test.height(1));
    });

    it('join and leave channels one by one', async () => {
      const participation = await admin(2);
      const genesis = await test.block(1, 0n);
      expect(await participation.list()).to.deep.equal(['mychannel']);
      expect((await participation.join('mychannel', genesis)).alreadyJoined).to.equal(true);
      await participation.remove('mychannel');
      expect(await participation.list()).to.deep.equal([]);
      expect(await participation.info('mychannel')).to.equal(undefined);
      const { channel } = await participation.join('mychannel', genesis);
      expect(channel).to.deep.equal({
        name: 'mychannel',
        status: 'active',
        consensusRelation: 'consenter',
        height: await test.height(1),
      });
    });

    it('refuse to join by a block that is no configuration', async () => {
      const error = await rejection((await admin(2)).join('mychannel', await test.block(1, 1n)), FabricError);
      expect(error.status).to.equal(400);
      expect(error.message).to.contain('invalid join block');
    });

    it('talk about channels only to clients with a certificate', async () => {
      const { adminUrl, tlsRootCertFile } = orderer(0);
      const ca = await readFile(tlsRootCertFile);
      const request = new Promise((resolve, reject) => {
        get(`${adminUrl}/participation/v1/channels`, { ca }, resolve).on('error', reject);
      });
      await rejection(request, Error);
    });
  });
}

/** What the signatures in a block's metadata are over, and whose they are: protoutil's BlockSignatureVerifier. */
function blockSignatures(block: common.Block, config: common.Config): SignedData[] {
  const value = block.getMetadata()?.getMetadataList_asU8()[BlockMetadataIndex.SIGNATURES] ?? new Uint8Array();
  const metadata = common.Metadata.deserializeBinary(value);
  const header = blockHeaderBytes(block.getHeader() ?? new common.BlockHeader());
  return metadata.getSignaturesList().map((signature) => {
    const identifier = signature.getIdentifierHeader_asU8();
    const signatureHeader = signature.getSignatureHeader_asU8();
    return {
      data: Buffer.concat([metadata.getValue_asU8(), identifier, signatureHeader, header]),
      identity:
        identifier.length > 0
          ? consenterIdentity(config, common.IdentifierHeader.deserializeBinary(identifier).getIdentifier())
          : common.SignatureHeader.deserializeBinary(signatureHeader).getCreator_asU8(),
      signature: signature.getSignature_asU8(),
    };
  });
}

function consenterIdentity(config: common.Config, id: number): Uint8Array {
  const group = config.getChannelGroup()?.getGroupsMap().get('Orderer');
  const value = group?.getValuesMap().get('Orderers')?.getValue_asU8() ?? new Uint8Array();
  const consenters = common.Orderers.deserializeBinary(value).getConsenterMappingList();
  const consenter = consenters.find((candidate) => candidate.getId() === id);
  const identity = new msp.SerializedIdentity();
  identity.setMspid(consenter?.getMspId() ?? '');
  identity.setIdBytes(consenter?.getIdentity_asU8() ?? '');
  return identity.serializeBinary();
}
