// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, type OutcomeRequest, type ReceiptRequest, type Step, transactions } from '../../src/index.js';
import { deployBody } from '../support/bodies.js';
import { type CallerOptions, expectRefusal, OpsChannel } from '../support/ops-channel.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'];
const org1: CallerOptions = { mspID: 'Org1MSP' };
const org2: CallerOptions = { mspID: 'Org2MSP' };

describe('ExecutionContract', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('mychannel', members);
    await channel.client(org1).propose({ id: 'p1', body: deployBody() });
  });

  const approve = () => channel.vote('Org2MSP', 'p1');

  describe('PutReceipt', () => {
    const receipt: ReceiptRequest = {
      id: 'p1',
      step: 'install',
      state: 'done',
      detail: 'on 2 peers',
      observed: { packageID: `basic_1:${'a'.repeat(64)}`, peers: ['peer0', 'peer1'], block: '18446744073709551615' },
    };

    for (const step of ['verify', 'install', 'service'] satisfies Step[]) {
      it(`takes ${step} before the decision, since it binds nobody`, async () => {
        await channel.receipt('Org2MSP', 'p1', step);

        expect((await channel.get('p1')).receipts).to.have.lengthOf(1);
      });
    }

    for (const step of ['approve', 'commit', 'apply'] satisfies Step[]) {
      it(`refuses ${step} before the proposal is approved`, async () => {
        await expectRefusal(channel.receipt('Org2MSP', 'p1', step), 'NOT_APPROVED');
        await approve();
        await channel.receipt('Org2MSP', 'p1', step);
      });
    }

    it('keeps what was observed', async () => {
      await channel.client(org2).putReceipt(receipt);

      const { id, ...content } = receipt;
      expect((await channel.get('p1')).receipts).to.deep.equal([
        { ...content, proposalID: id, mspID: 'Org2MSP', time: new Date(channel.now.getTime() - 1000).toISOString() },
      ]);
    });

    it('replaces the receipt of a step, and none of another organization or step', async () => {
      await channel.receipt('Org2MSP', 'p1', 'install', 'waiting');
      await channel.receipt('Org3MSP', 'p1', 'install', 'waiting');
      await channel.receipt('Org2MSP', 'p1', 'service', 'waiting');
      await channel.receipt('Org2MSP', 'p1', 'install', 'done');

      const states = (await channel.get('p1')).receipts.map(({ mspID, step, state }) => `${mspID} ${step} ${state}`);
      expect(states).to.have.members(['Org2MSP install done', 'Org2MSP service waiting', 'Org3MSP install waiting']);
    });

    it('writes nothing and tells no event when it says nothing new', async () => {
      await channel.client(org2).putReceipt(receipt);
      const again = await channel.simulate(transactions.putReceipt, canonicalJson(receipt), org2);

      expect(again.readWriteSet.writes.size).to.equal(0);
      expect(again.event).to.equal(undefined);
    });

    it('tells the event', async () => {
      const { event } = await channel.simulate(transactions.putReceipt, canonicalJson(receipt), org2);

      expect(event).to.deep.equal({ type: 'receipt', proposalID: 'p1' });
    });

    it('refuses strangers, unknown proposals, and callers who are no admins', async () => {
      await expectRefusal(channel.client({ mspID: 'Org9MSP' }).putReceipt(receipt), 'NOT_A_MEMBER');
      await expectRefusal(channel.client(org2).putReceipt({ ...receipt, id: 'p2' }), 'NOT_FOUND');
      await expectRefusal(channel.client({ ...org2, units: ['peer'] }).putReceipt(receipt), 'NOT_ADMIN');
    });

    it('takes the refusal of an organization that the electorate leaves out, which does not count as a failure', async () => {
      await channel.receipt('Org9MSP', 'p1', 'verify', 'refused');
      expect((await channel.get('p1')).receipts).to.have.lengthOf(1);
      await approve();
      await channel.receipt('Org1MSP', 'p1', 'approve', 'failed');

      const failed = { id: 'p1', status: 'failed', detail: '' } as const;
      await expectRefusal(channel.client(org1).putOutcome(failed), 'NOT_FAILED');
      await expectRefusal(channel.receipt('Org9MSP', 'p1', 'verify', 'done'), 'NOT_A_MEMBER');
    });

    it('takes what a member of the ops-channel says that joined the channel later, and counts it for nobody', async () => {
      await channel.attest('ops-channel', [...members, 'Org4MSP']);
      await approve();
      await channel.receipt('Org4MSP', 'p1', 'approve', 'failed');
      await channel.receipt('Org1MSP', 'p1', 'approve', 'failed');
      const failed = { id: 'p1', status: 'failed', detail: '' } as const;

      expect((await channel.get('p1')).receipts).to.have.lengthOf(2);
      await expectRefusal(channel.client(org1).putOutcome(failed), 'NOT_FAILED');
      await expectRefusal(channel.client({ mspID: 'Org4MSP' }).putOutcome(failed), 'NOT_A_MEMBER');
    });

    it('makes the proposal acknowledged when every member has approved the definition', async () => {
      await approve();
      await channel.receipt('Org1MSP', 'p1', 'approve');
      await channel.receipt('Org2MSP', 'p1', 'approve');
      await channel.receipt('Org3MSP', 'p1', 'approve', 'waiting');
      expect(await channel.status('p1')).to.equal('approved');
      await channel.receipt('Org3MSP', 'p1', 'approve');

      expect(await channel.get('p1')).to.include({ status: 'acknowledged', decision: 'approved' });
    });
  });

  describe('PutOutcome', () => {
    const committed: OutcomeRequest = {
      id: 'p1',
      status: 'committed',
      detail: 'in force',
      transactionID: 'c'.repeat(64),
      block: '7',
    };
    const failed: OutcomeRequest = { id: 'p1', status: 'failed', detail: 'skips a sequence' };

    it('ends an approved proposal', async () => {
      await approve();
      await channel.client(org2).putOutcome(committed);

      const { status, outcome } = await channel.get('p1');
      expect(status).to.equal('committed');
      expect(outcome).to.include({ mspID: 'Org2MSP', block: '7', transactionID: 'c'.repeat(64) });
    });

    it('refuses a proposal that is not approved', async () => {
      await expectRefusal(channel.client(org2).putOutcome(committed), 'NOT_APPROVED');
      await expectRefusal(channel.client(org2).putOutcome(failed), 'NOT_APPROVED');
    });

    it('refuses a failure while the others could still carry it out', async () => {
      await approve();
      await channel.receipt('Org1MSP', 'p1', 'approve', 'failed');

      await expectRefusal(channel.client(org1).putOutcome(failed), 'NOT_FAILED');
      await channel.receipt('Org2MSP', 'p1', 'verify', 'refused');
      await channel.client(org1).putOutcome(failed);
      expect(await channel.status('p1')).to.equal('failed');
    });

    it('does not count an organization that waits, or that failed and then succeeded', async () => {
      await approve();
      await channel.receipt('Org1MSP', 'p1', 'approve', 'failed');
      await channel.receipt('Org1MSP', 'p1', 'approve', 'done');
      await channel.receipt('Org2MSP', 'p1', 'approve', 'waiting');
      await channel.receipt('Org3MSP', 'p1', 'approve', 'failed');

      await expectRefusal(channel.client(org1).putOutcome(failed), 'NOT_FAILED');
    });

    it('writes nothing for the same end again, from whichever organization', async () => {
      await approve();
      await channel.client(org2).putOutcome(committed);
      const again = canonicalJson({ ...committed, detail: 'seen elsewhere' });
      const { readWriteSet, event } = await channel.simulate(transactions.putOutcome, again, org1);

      expect(readWriteSet.writes.size).to.equal(0);
      expect(event).to.equal(undefined);
    });

    it('refuses another end', async () => {
      await approve();
      await channel.client(org2).putOutcome(committed);

      await expectRefusal(channel.client(org1).putOutcome(failed), 'OUTCOME_DIFFERS');
    });

    it('tells the event', async () => {
      await approve();
      const { event } = await channel.simulate(transactions.putOutcome, canonicalJson(committed), org2);

      expect(event).to.deep.equal({ type: 'outcome', proposalID: 'p1' });
    });

    it('refuses strangers, unknown proposals, and callers who are no admins', async () => {
      await expectRefusal(channel.client({ mspID: 'Org9MSP' }).putOutcome(committed), 'NOT_A_MEMBER');
      await expectRefusal(channel.client(org2).putOutcome({ ...committed, id: 'p2' }), 'NOT_FOUND');
      await expectRefusal(channel.client({ ...org2, units: ['client'] }).putOutcome(committed), 'NOT_ADMIN');
    });
  });
});
