// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { configFromBlock, type ChannelOperation } from '@opssc/configtx';
import { newFileSigningIdentity } from '@opssc/fabric-admin';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { IdentityFiles, OrdererNode } from '../../../src/network.js';
import { blockSignatures } from './support/block-signatures.js';
import { broadcast, deliverFromOrderer } from './support/converse.js';
import { seekRequest, signedEnvelope } from './support/envelopes.js';
import { TestChannel } from './support/test-channel.js';
import { TestNetwork } from './support/test-network.js';

const { Status } = common;

describe('an embedded channel that goes from Raft to BFT', () => {
  let test: TestNetwork;
  let channel: TestChannel;
  let orderers: IdentityFiles;

  before(async () => {
    test = await TestNetwork.start({ organizations: 1, peers: 1, consensus: 'raft', orderers: 4, batchTimeout: 10 });
    orderers = new TestChannel(test).ordererAdmin;
    // In maintenance nobody else may read.
    channel = new TestChannel(test, { reader: orderers });
  });

  after(() => test.close());

  const step = (operation: ChannelOperation): Promise<common.Block> =>
    channel.update({ operations: [operation], signers: [orderers] });

  /** What an ordering node answers to a member's message, and to its wish to read. */
  async function answers(): Promise<{ message: number; seek: number | undefined }> {
    const identity = await newFileSigningIdentity(test.organization(1).user);
    const message = await broadcast(channel.orderer(), await signedEnvelope({ identity }));
    const seek = await seekRequest({ identity, start: 'newest', stop: 'newest' });
    return { message: message.getStatus(), seek: (await deliverFromOrderer(channel.orderer(), seek)).status };
  }

  async function consenterOf(node: OrdererNode) {
    const { consenterID: id, host, port, mspID } = node;
    return { id, host, port, mspID, identity: await readFile(node.identityCertFile, 'utf8') };
  }

  it('leaves only the ordering service in while it is in maintenance', async () => {
    expect(await answers()).to.deep.equal({ message: Status.SUCCESS, seek: Status.SUCCESS });
    await step({ operation: 'migrate-consensus', step: 'enter-maintenance' });
    expect(await answers()).to.deep.equal({ message: Status.SERVICE_UNAVAILABLE, seek: Status.FORBIDDEN });
  });

  it('changes its consenters to those of the consenter mapping', async () => {
    const consenters = await Promise.all(test.network.orderers.map(consenterOf));
    await step({ operation: 'migrate-consensus', step: 'switch', consenters });
    expect(await answers()).to.deep.equal({ message: Status.SERVICE_UNAVAILABLE, seek: Status.FORBIDDEN });
  });

  it('takes transactions again, in blocks that a quorum of BFT signs', async () => {
    const block = await step({ operation: 'migrate-consensus', step: 'leave-maintenance' });
    const { config } = configFromBlock(block);
    expect(blockSignatures.of(block, config)).to.have.lengthOf(3);
    expect(blockSignatures.evaluate(block, config)).to.equal(undefined);
    expect(await answers()).to.deep.equal({ message: Status.SUCCESS, seek: Status.SUCCESS });
    const number = BigInt(block.getHeader()?.getNumber() ?? 0);
    await channel.reached(number + 2n, test.organization(1));
  });
});
