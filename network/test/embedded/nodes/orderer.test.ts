// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { configFromBlock, newConfigBundle, type SignedData } from '@opssc/configtx';
import { FabricError, newFileSigningIdentity, newOrdererAdmin, type OrdererAdmin } from '@opssc/fabric-admin';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import type { OrdererNode } from '../../../src/network.js';
import { blockSignatures } from './support/block-signatures.js';
import { broadcast } from './support/converse.js';
import { signedEnvelope, type EnvelopeOptions } from './support/envelopes.js';
import { rejection } from './support/rejection.js';
import { TestNetwork } from './support/test-network.js';
import { text } from './support/text.js';

const { Status, HeaderType } = common;

for (const consensus of ['raft', 'bft'] as const) {
  describe(`embedded orderers under ${consensus}`, () => {
    let test: TestNetwork;

    before(async () => {
      test = await TestNetwork.start({ organizations: 2, peers: 1, consensus, batchTimeout: 10 });
      await test.deploy({ name: 'sample' });
    });

    after(() => test.close());

    function orderer(index: number): OrdererNode {
      const node = test.network.orderers[index];
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
      expect(blockSignatures.evaluate(block, config)).to.equal(undefined);
      const signatures = blockSignatures.of(block, config);
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
