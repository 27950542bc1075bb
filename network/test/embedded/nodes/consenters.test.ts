// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { configFromBlock, type ChannelOperation } from '@opssc/configtx';
import { newFileSigningIdentity, newOrdererAdmin, type OrdererAdmin } from '@opssc/fabric-admin';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { IdentityFiles, OrdererNode } from '../../../src/network.js';
import { blockSignatures } from './support/block-signatures.js';
import { broadcast, deliverFromOrderer } from './support/converse.js';
import { seekRequest, signedEnvelope } from './support/envelopes.js';
import { TestChannel } from './support/test-channel.js';
import { TestNetwork } from './support/test-network.js';

const { Status } = common;

async function participationOf(node: OrdererNode): Promise<OrdererAdmin> {
  const { name, adminUrl: url, tlsRootCertFile, adminClientCertFile, adminClientKeyFile } = node;
  const [tlsRootCerts, certificate, privateKey] = await Promise.all(
    [tlsRootCertFile, adminClientCertFile, adminClientKeyFile].map((file) => readFile(file)),
  );
  if (!tlsRootCerts || !certificate || !privateKey) {
    throw new Error('a file is missing');
  }
  return newOrdererAdmin({ endpoint: { name, url, tlsRootCerts, clientCertificate: { certificate, privateKey } } });
}

async function relation(node: OrdererNode): Promise<string | undefined> {
  const info = await (await participationOf(node)).info('mychannel');
  return info && `${info.consensusRelation} ${info.status}`;
}

/** Adds a node to the consenters, or gives it its present certificates. */
async function setConsenter(node: OrdererNode, consensus: 'raft' | 'bft'): Promise<ChannelOperation> {
  const { host, port, mspID, consenterID: id } = node;
  const tls = await readFile(node.tlsCertFile, 'utf8');
  const consenter = { operation: 'set-consenter', host, port, mspID, clientTlsCert: tls, serverTlsCert: tls } as const;
  return consensus === 'raft'
    ? consenter
    : { ...consenter, id, identity: await readFile(node.identityCertFile, 'utf8') };
}

for (const consensus of ['raft', 'bft'] as const) {
  describe(`consenters of an embedded ${consensus} channel`, () => {
    let test: TestNetwork;
    let channel: TestChannel;
    let added: OrdererNode;
    let signers: readonly IdentityFiles[];

    before(async () => {
      test = await TestNetwork.start({ organizations: 1, peers: 1, consensus, batchTimeout: 10 });
      channel = new TestChannel(test);
      signers = [channel.ordererAdmin];
    });

    after(() => test.close());

    /** What an ordering node answers to a message. */
    async function answerOf(node: OrdererNode): Promise<number> {
      const identity = await newFileSigningIdentity(test.organization(1).user);
      return (await broadcast(node, await signedEnvelope({ identity }))).getStatus();
    }

    async function deliveredBy(node: OrdererNode): Promise<number | undefined> {
      const identity = await newFileSigningIdentity(test.organization(1).user);
      return (await deliverFromOrderer(node, await seekRequest({ identity, start: 'oldest', stop: 'newest' }))).status;
    }

    /** The next block has the signatures that the configuration asks for. */
    async function requireSignedBlocks(): Promise<void> {
      const newest = await channel.block('newest');
      const { config } = configFromBlock(await channel.configBlock());
      expect(await answerOf(channel.orderer())).to.equal(Status.SUCCESS);
      const number = BigInt(newest.getHeader()?.getNumber() ?? 0) + 1n;
      await channel.reached(number + 1n, test.organization(1));
      expect(blockSignatures.evaluate(await channel.block(number), config)).to.equal(undefined);
    }

    it('are not who joins with a block that does not name it: that is a follower', async () => {
      added = await test.network.addOrderer('orderer');
      await (await participationOf(added)).join('mychannel', await channel.configBlock());
      expect(await relation(added)).to.equal('follower active');
      expect(await answerOf(added)).to.equal(Status.BAD_REQUEST);
      expect(await deliveredBy(added)).to.equal(Status.NOT_FOUND);
    });

    it('begin with the configuration that adds them', async () => {
      await channel.update({ operations: [await setConsenter(added, consensus)], signers });
      expect(await relation(added)).to.equal('consenter active');
      expect(await answerOf(added)).to.equal(Status.SUCCESS);
      expect(await deliveredBy(added)).to.equal(Status.SUCCESS);
      await requireSignedBlocks();
    });

    it('join later with a configuration block that names them, with all blocks before it', async () => {
      const participation = await participationOf(added);
      await participation.remove('mychannel');
      expect(await answerOf(added)).to.equal(Status.BAD_REQUEST);
      const { channel: joined } = await participation.join('mychannel', await channel.configBlock());
      expect(joined.consensusRelation).to.equal('consenter');
      expect(await deliveredBy(added)).to.equal(Status.SUCCESS);
    });

    it('sign with renewed certificates once the channel has these and they run with them', async () => {
      const { name } = added;
      added = await test.network.renewOrdererCertificates(name);
      await channel.update({ operations: [await setConsenter(added, consensus)], signers });
      expect(await relation(added)).to.equal('follower active');
      await test.network.stopNode(name);
      await test.network.startNode(name);
      expect(await relation(added)).to.equal('consenter active');
      await requireSignedBlocks();
    });

    it('stop with the configuration that removes them, and are followers', async () => {
      const identity = await newFileSigningIdentity(test.organization(1).user);
      const follow = await seekRequest({ identity, start: 'newest', stop: Number.MAX_SAFE_INTEGER });
      const stream = deliverFromOrderer(added, follow);
      await channel.update({
        operations: [{ operation: 'remove-consenter', host: added.host, port: added.port }],
        signers,
      });
      expect((await stream).status).to.equal(Status.SERVICE_UNAVAILABLE);
      expect(await relation(added)).to.equal('follower active');
      expect(await answerOf(added)).to.equal(Status.BAD_REQUEST);
      await requireSignedBlocks();
    });

    it('need a quorum of those of the present configuration', async () => {
      const present = test.network.orderers.filter(({ name }) => name !== added.name);
      const [oneTooMany, last] = present.slice(-2);
      if (!oneTooMany || !last) {
        throw new Error('there are too few ordering nodes');
      }
      await test.network.stopNode(last.name);
      expect(await answerOf(channel.orderer())).to.equal(Status.SUCCESS);
      await test.network.stopNode(oneTooMany.name);
      expect(await answerOf(channel.orderer())).to.equal(Status.SERVICE_UNAVAILABLE);
      const update = await channel.submit({ operations: [{ operation: 'set-orderer', batchTimeout: 77 }], signers });
      expect(update.getStatus()).to.equal(Status.SERVICE_UNAVAILABLE);
      await test.network.startNode(oneTooMany.name);
      await test.network.startNode(last.name);
      expect(await answerOf(channel.orderer())).to.equal(Status.SUCCESS);
    });

    if (consensus === 'raft') {
      it('are refused when they would leave too few running ones', async () => {
        const [second, third] = [channel.orderer(1), channel.orderer(2)];
        await test.network.stopNode(third.name);
        const response = await channel.submit({
          operations: [{ operation: 'remove-consenter', host: second.host, port: second.port }],
          signers,
        });
        expect(response.getStatus()).to.equal(Status.BAD_REQUEST);
        expect(response.getInfo()).to.equal(
          "error applying config update to existing channel 'mychannel': consensus metadata update for channel config " +
            'update is invalid: 2 out of 3 nodes are alive, configuration will result in quorum loss',
        );
        await test.network.startNode(third.name);
      });
    }
  });
}
