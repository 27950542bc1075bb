// SPDX-License-Identifier: Apache-2.0

import { configFromBlock, type ChannelOperation } from '@opssc/configtx';
import { newFileSigningIdentity } from '@opssc/fabric-admin';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { IdentityFiles } from '../../../src/network.js';
import { lastConfigBlockNumber } from '../../../src/embedded/orderer/last-config-block-number.js';
import { blockSignatures } from './support/block-signatures.js';
import { broadcast } from './support/converse.js';
import { signedEnvelope } from './support/envelopes.js';
import { TestChannel } from './support/test-channel.js';
import { TestNetwork } from './support/test-network.js';

const { Status, HeaderType } = common;

const batchSize = (maxMessageCount: number): ChannelOperation => ({
  operation: 'set-orderer',
  batchSize: { maxMessageCount },
});

for (const consensus of ['raft', 'bft'] as const) {
  describe(`configuration updates of an embedded ${consensus} channel`, () => {
    let test: TestNetwork;
    let channel: TestChannel;

    before(async () => {
      test = await TestNetwork.start({ organizations: 2, peers: 1, consensus, batchTimeout: 10 });
      channel = new TestChannel(test);
    });

    after(() => test.close());

    const admin = (organization: number): IdentityFiles => test.organization(organization).admin;

    async function peersReach(block: common.Block): Promise<void> {
      const height = BigInt(block.getHeader()?.getNumber() ?? 0) + 1n;
      await Promise.all([1, 2].map((number) => channel.reached(height, test.organization(number))));
    }

    it('come in a block of their own, to which the following blocks point', async () => {
      const before = await channel.block('newest');
      const block = await channel.update({ operations: [batchSize(7)], signers: [channel.ordererAdmin] });
      const number = BigInt(block.getHeader()?.getNumber() ?? 0);
      expect(number).to.equal(BigInt(before.getHeader()?.getNumber() ?? 0) + 1n);
      expect(block.getData()?.getDataList()).to.have.lengthOf(1);
      expect(lastConfigBlockNumber(block)).to.equal(number);
      const identity = await newFileSigningIdentity(test.organization(1).user);
      const response = await broadcast(channel.orderer(), await signedEnvelope({ identity }));
      expect(response.getStatus()).to.equal(Status.SUCCESS);
      await channel.reached(number + 2n, test.organization(1));
      expect(lastConfigBlockNumber(await channel.block(number + 1n))).to.equal(number);
    });

    it('reach every peer, which gives the block to its clients', async () => {
      const block = await channel.update({ operations: [batchSize(8)], signers: [channel.ordererAdmin] });
      await peersReach(block);
      for (const organization of [1, 2]) {
        const peer = await test.peerAdmin(organization);
        const { config } = configFromBlock(await peer.getConfigBlock('mychannel'));
        expect(config.getSequence()).to.equal(configFromBlock(block).config.getSequence());
      }
    });

    it('are signed so that the BlockValidation policy before them holds', async () => {
      const { config } = configFromBlock(await channel.configBlock());
      const block = await channel.update({ operations: [batchSize(9)], signers: [channel.ordererAdmin] });
      expect(blockSignatures.evaluate(block, config)).to.equal(undefined);
    });

    const refusals: readonly {
      reason: string;
      operations: readonly ChannelOperation[];
      signers: () => readonly IdentityFiles[];
      status: number;
      info: RegExp;
    }[] = [
      {
        reason: 'that the policies do not allow',
        operations: [batchSize(100)],
        signers: () => [admin(1)],
        status: Status.BAD_REQUEST,
        info: /^error applying config update to existing channel 'mychannel': error authorizing update: error validating DeltaSet: policy for \[Value\] {2}\/Channel\/Orderer\/BatchSize not satisfied: implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the 'Admins' sub-policies to be satisfied$/,
      },
      {
        reason: 'that only a minority signs',
        operations: [{ operation: 'set-application', acls: { 'peer/Propose': '/Channel/Application/Readers' } }],
        signers: () => [admin(1)],
        status: Status.BAD_REQUEST,
        info: /1 sub-policies were satisfied, but this policy requires 2 of the 'Admins' sub-policies to be satisfied$/,
      },
      {
        reason: 'that makes no sense',
        operations: [{ operation: 'set-orderer', batchSize: { absoluteMaxBytes: 10 } }],
        signers: () => [channel.ordererAdmin],
        status: Status.BAD_REQUEST,
        info: /Attempted to set the batch size preferred max bytes/,
      },
      {
        reason: 'for a capability that nobody has',
        operations: [{ operation: 'set-orderer', capabilities: ['V9_9'] }],
        signers: () => [channel.ordererAdmin],
        status: Status.BAD_REQUEST,
        info: /config update is not compatible: config requires unsupported orderer capabilities/,
      },
    ];
    for (const { reason, operations, signers, status, info } of refusals) {
      it(`are refused: one ${reason}`, async () => {
        const response = await channel.submit({ operations, signers: signers() });
        expect(response.getInfo()).to.match(info);
        expect(response.getStatus()).to.equal(status);
      });
    }

    it('are refused when the configuration has moved since', async () => {
      const from = await channel.config();
      await channel.update({ from, operations: [batchSize(20)], signers: [channel.ordererAdmin] });
      const late = await channel.submit({ from, operations: [batchSize(21)], signers: [channel.ordererAdmin] });
      expect(late.getStatus()).to.equal(Status.BAD_REQUEST);
      expect(late.getInfo()).to.match(
        /^error applying config update to existing channel 'mychannel': error authorizing update: /,
      );
      expect(late.getInfo()).to.match(/BatchSize (to|be at) version \d+, but (key|it) is (currently )?at version \d+$/);
    });

    it('are refused to strangers, whoever has signed them', async () => {
      const { admin: stranger } = await test.network.addOrganization({ peers: 0, orderers: 0 });
      const response = await channel.submit({
        operations: [batchSize(30)],
        signers: [stranger, channel.ordererAdmin],
      });
      expect(response.getStatus()).to.equal(Status.FORBIDDEN);
      expect(response.getInfo()).to.match(
        /^config update for existing channel did not pass initial checks: .*: permission denied$/,
      );
    });

    it('are refused when they are no updates', async () => {
      const identity = await newFileSigningIdentity(admin(1));
      const envelope = await signedEnvelope({ identity, type: HeaderType.CONFIG_UPDATE, data: Buffer.from('nothing') });
      const response = await broadcast(channel.orderer(), envelope);
      expect(response.getStatus()).to.equal(Status.BAD_REQUEST);
      expect(response.getInfo()).to.match(/^error applying config update to existing channel 'mychannel': /);
    });

    it('take effect once when two change the same element at the same time', async () => {
      const from = await channel.config();
      const transactions = await Promise.all(
        [40, 41].map((count) =>
          channel.updateTransaction({ from, operations: [batchSize(count)], signers: [channel.ordererAdmin] }),
        ),
      );
      await Promise.all(transactions.map((transaction, index) => broadcast(channel.orderer(index), transaction)));
      await channel.configAfter(from.getSequence());
      // A third one gets the sequence that the loser would have had.
      const third = await channel.update({ operations: [batchSize(42)], signers: [channel.ordererAdmin] });
      expect(configFromBlock(third).config.getSequence()).to.equal(from.getSequence() + 2);
      await peersReach(third);
    });

    it('lead peers to the endpoints that they name', async () => {
      const second = channel.orderer(1);
      const only = (...addresses: string[]): ChannelOperation => ({
        operation: 'set-orderer-endpoints',
        name: 'OrdererMSP',
        ordererEndpoints: addresses,
      });
      await peersReach(await channel.update({ operations: [only(second.address)], signers: [channel.ordererAdmin] }));
      const before = await channel.peerHeight(test.organization(1));
      await test.network.stopNode(second.name);
      const all = test.network.orderers.map(({ address }) => address);
      const block = await channel.update({ operations: [only(...all)], signers: [channel.ordererAdmin] });
      // Nothing reaches the peers while the only one that they know is down.
      expect(await channel.peerHeight(test.organization(1))).to.equal(before);
      await test.network.startNode(second.name);
      await peersReach(block);
    });
  });
}
