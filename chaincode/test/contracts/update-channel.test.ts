// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, type SignatureRequest, transactions } from '../../src/index.js';
import { channelStateBody, deployBody, updateBody } from '../support/bodies.js';
import { type CallerOptions, expectRefusal, OpsChannel } from '../support/ops-channel.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'];
/** In the ops-channel, not in the channel that is changed. */
const orderingOrganization = 'OrdererMSP';
const org1: CallerOptions = { mspID: 'Org1MSP' };
const org2: CallerOptions = { mspID: 'Org2MSP' };
const day = 24 * 60 * 60_000;

const digestOf = (letter: string) => letter.repeat(64);

const signature: SignatureRequest = {
  id: 'p1',
  updateDigest: digestOf('a'),
  configSequence: 3,
  signature: 'c2lnbmF0dXJl',
};

describe('update-channel', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('mychannel', members);
    await channel.attest('ops-channel', [...members, orderingOrganization]);
    await channel.client(org1).propose({ id: 'p1', body: updateBody() });
  });

  const approve = () => channel.vote('Org2MSP', 'p1');

  describe('Propose', () => {
    it('keeps the operations as they are, in their order', async () => {
      const operations = [
        { operation: 'set-orderer', batchSize: { maxMessageCount: 10 } },
        { operation: 'remove-organization', name: 'Org3', groups: ['application'] },
      ];
      await channel.client(org1).propose({ id: 'p2', body: updateBody('mychannel', operations) });

      expect((await channel.get('p2')).proposal.body).to.deep.equal(updateBody('mychannel', operations));
    });

    it('takes several for one channel, and for the ops-channel', async () => {
      await channel.client(org2).propose({ id: 'p2', body: updateBody() });
      await channel.client(org2).propose({ id: 'p3', body: updateBody('ops-channel') });

      expect(await channel.status('p2')).to.equal('proposed');
      expect((await channel.get('p3')).proposal.electorate.members).to.include(orderingOrganization);
    });

    it('refuses a disabled channel', async () => {
      await channel.client(org1).propose({ id: 'p2', body: channelStateBody('disabled') });
      await channel.vote('Org2MSP', 'p2');

      await expectRefusal(channel.client(org1).propose({ id: 'p3', body: updateBody() }), 'CHANNEL_DISABLED');
    });
  });

  describe('PutSignature', () => {
    it('keeps the signature, and tells the event', async () => {
      await approve();
      const { event } = await channel.simulate(transactions.putSignature, canonicalJson(signature), org2);
      expect(event).to.deep.equal({ type: 'signature', proposalID: 'p1' });
      const time = channel.now.toISOString();
      await channel.client(org2).putSignature(signature);

      const { id, ...content } = signature;
      expect((await channel.get('p1')).signatures).to.deep.equal([
        { ...content, proposalID: id, mspID: 'Org2MSP', time },
      ]);
    });

    it('is by members of the channel and of the ops-channel only', async () => {
      await approve();
      for (const mspID of [...members, orderingOrganization]) {
        await channel.client({ mspID }).putSignature(signature);
      }

      expect((await channel.get('p1')).signatures.map(({ mspID }) => mspID)).to.have.members([
        ...members,
        orderingOrganization,
      ]);
      await expectRefusal(channel.client({ mspID: 'Org9MSP' }).putSignature(signature), 'NOT_A_MEMBER');
      await expectRefusal(channel.client({ ...org2, units: ['peer'] }).putSignature(signature), 'NOT_ADMIN');
    });

    it('is for approved proposals only', async () => {
      await expectRefusal(channel.client(org2).putSignature(signature), 'NOT_APPROVED');
      await expectRefusal(channel.client(org2).putSignature({ ...signature, id: 'p9' }), 'NOT_FOUND');
    });

    it('is for updates of channels only', async () => {
      await channel.client(org1).propose({ id: 'p2', body: deployBody() });
      await channel.vote('Org2MSP', 'p2');

      await expectRefusal(channel.client(org2).putSignature({ ...signature, id: 'p2' }), 'INVALID_ARGUMENT', 'id');
    });

    it('stays as it is: another signature of the same update writes nothing', async () => {
      await approve();
      await channel.client(org2).putSignature(signature);
      for (const configSequence of [2, 3]) {
        const again = canonicalJson({ ...signature, configSequence, signature: 'YW5vdGhlcg==' });
        const { readWriteSet, event, result } = await channel.simulate(transactions.putSignature, again, org2);

        expect(readWriteSet.writes.size).to.equal(0);
        expect(event).to.equal(undefined);
        expect(JSON.parse(result)).to.include({ signature: signature.signature, configSequence: 3 });
      }
    });

    it('is replaced by its signer when the configuration has moved and the update is the same', async () => {
      await approve();
      await channel.client(org1).putSignature(signature);
      await channel.client(org2).putSignature(signature);
      await channel.client(org2).putSignature({ ...signature, configSequence: 4, signature: 'YW5vdGhlcg==' });

      const signatures = (await channel.get('p1')).signatures.map(
        ({ mspID, configSequence, signature: bytes }) => `${mspID} ${configSequence} ${bytes}`,
      );
      expect(signatures).to.deep.equal(['Org1MSP 3 c2lnbmF0dXJl', 'Org2MSP 4 YW5vdGhlcg==']);
    });

    it('has a view of the newest rounds, whatever another organization claims', async () => {
      await approve();
      for (const [index, letter] of ['a', 'b', 'c', 'd'].entries()) {
        await channel
          .client(org1)
          .putSignature({ ...signature, updateDigest: digestOf(letter), configSequence: 3 + index });
        await channel
          .client(org2)
          .putSignature({ ...signature, updateDigest: digestOf('e'), configSequence: 1000 + index });
      }

      const rounds = (await channel.get('p1')).signatures.map(
        ({ mspID, updateDigest, configSequence }) => `${mspID} ${updateDigest.charAt(0)} ${configSequence}`,
      );
      expect(rounds).to.deep.equal(['Org1MSP b 4', 'Org1MSP c 5', 'Org1MSP d 6', 'Org2MSP e 1003']);
    });

    it('reads and writes no key of another signer', async () => {
      await approve();
      const simulations = await Promise.all(
        members.map((mspID) => channel.simulate(transactions.putSignature, canonicalJson(signature), { mspID })),
      );

      expect(channel.ledger.commitBlock(simulations.map(({ readWriteSet }) => readWriteSet))).to.deep.equal(
        members.map(() => 'VALID'),
      );
      expect((await channel.get('p1')).signatures).to.have.lengthOf(3);
    });

    it('is taken after the deadline of the votes', async () => {
      await approve();
      channel.advance(8 * day);
      await channel.client(org2).putSignature(signature);

      expect((await channel.get('p1')).signatures).to.have.lengthOf(1);
    });

    const mistakes: readonly { readonly field: string; readonly value: unknown; readonly reason: string }[] = [
      { field: 'updateDigest', value: 'abc', reason: 'no digest' },
      { field: 'configSequence', value: -1, reason: 'a negative sequence' },
      { field: 'configSequence', value: 2 ** 53, reason: 'a sequence that JSON cannot hold' },
      { field: 'signature', value: 'no base64', reason: 'no base64' },
      { field: 'signature', value: '', reason: 'nothing' },
      { field: 'signature', value: 'QUJD'.repeat(4097), reason: 'more than 16 KiB' },
    ];
    for (const { field, value, reason } of mistakes) {
      it(`refuses ${reason} as ${field}`, async () => {
        await approve();
        const argument = canonicalJson({ ...signature, [field]: value });

        await expectRefusal(channel.simulate(transactions.putSignature, argument, org2), 'INVALID_ARGUMENT', field);
      });
    }

    it('takes the largest', async () => {
      await approve();
      await channel.client(org2).putSignature({ ...signature, signature: 'QUJD'.repeat(4096) });

      expect((await channel.get('p1')).signatures).to.have.lengthOf(1);
    });
  });

  describe('PutReceipt', () => {
    beforeEach(approve);

    it('tells whose signature is missing', async () => {
      const observed = { updateDigest: digestOf('a'), configSequence: 3, awaiting: ['Org3MSP'] };
      await channel
        .client(org2)
        .putReceipt({ id: 'p1', step: 'commit', state: 'waiting', detail: 'waits for Org3MSP', observed });

      expect((await channel.get('p1')).receipts[0]?.observed).to.deep.equal(observed);
    });

    it('is written by an ordering organization that has to sign too', async () => {
      await channel.receipt(orderingOrganization, 'p1', 'sign', 'waiting');

      expect((await channel.get('p1')).receipts).to.have.lengthOf(1);
      await expectRefusal(channel.receipt('Org9MSP', 'p1', 'sign', 'waiting'), 'NOT_A_MEMBER');
    });

    it('makes the proposal acknowledged when every member of the electorate has signed', async () => {
      for (const mspID of ['Org1MSP', 'Org2MSP', orderingOrganization]) {
        await channel.receipt(mspID, 'p1', 'sign');
      }
      expect(await channel.status('p1')).to.equal('approved');
      await channel.receipt('Org3MSP', 'p1', 'sign');

      expect(await channel.status('p1')).to.equal('acknowledged');
    });

    it('does not fail the proposal by those that voted against, since the others can carry it out', async () => {
      await channel.receipt('Org3MSP', 'p1', 'sign', 'refused');
      const failed = { id: 'p1', status: 'failed', detail: '' } as const;
      await expectRefusal(channel.client({ mspID: 'Org3MSP' }).putOutcome(failed), 'NOT_FAILED');
      await channel.receipt('Org2MSP', 'p1', 'verify', 'failed');
      await channel.client(org2).putOutcome(failed);

      expect(await channel.status('p1')).to.equal('failed');
    });
  });
});
