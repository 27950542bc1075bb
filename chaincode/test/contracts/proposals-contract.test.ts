// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import {
  canonicalJson,
  ContractError,
  type ContractErrorCode,
  digest,
  type Policy,
  subjectOf,
  transactions,
} from '../../src/index.js';
import { channelStateBody, deployBody } from '../support/bodies.js';
import { type CallerOptions, expectRefusal, OpsChannel } from '../support/ops-channel.js';

const members = ['Org1MSP', 'Org2MSP', 'Org3MSP'];
const org1: CallerOptions = { mspID: 'Org1MSP' };
const org2: CallerOptions = { mspID: 'Org2MSP' };
const stranger: CallerOptions = { mspID: 'Org9MSP' };
const minute = 60_000;
const day = 24 * 60 * minute;

describe('ProposalsContract', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('mychannel', members);
  });

  const propose = (id: string, more: object = {}, caller = org1) =>
    channel.client(caller).propose({ id, body: deployBody(), ...more });

  /** Brings the deployment `p1` to a status. */
  const reach: Readonly<Record<string, () => Promise<void>>> = {
    proposed: () => Promise.resolve(),
    approved: () => channel.vote('Org2MSP', 'p1'),
    acknowledged: async () => {
      await channel.vote('Org2MSP', 'p1');
      for (const mspID of members) {
        await channel.receipt(mspID, 'p1', 'approve');
      }
    },
    rejected: async () => {
      await channel.vote('Org2MSP', 'p1', 'disagreed');
      await channel.vote('Org3MSP', 'p1', 'disagreed');
    },
    withdrawn: async () => {
      await channel.client(org1).withdraw({ id: 'p1' });
    },
    expired: () => {
      channel.advance(8 * day);
      return Promise.resolve();
    },
    failed: async () => {
      await channel.vote('Org2MSP', 'p1');
      await channel.receipt('Org1MSP', 'p1', 'approve', 'failed');
      await channel.receipt('Org3MSP', 'p1', 'verify', 'refused');
      await channel.client(org1).putOutcome({ id: 'p1', status: 'failed', detail: 'skips a sequence' });
    },
    committed: async () => {
      await channel.vote('Org2MSP', 'p1');
      await channel.client(org1).putOutcome({ id: 'p1', status: 'committed', detail: '' });
    },
  };

  it('keeps on whose word an organization decided', async () => {
    const alice = subjectOf('https://login.org1.example.com', 'alice');
    const bob = subjectOf('https://login.org2.example.com', 'bob');

    await propose('p1', { subject: alice });
    const { proposal } = await channel.client(org1).getProposal('p1');
    await channel.client(org2).vote({ id: 'p1', status: 'disagreed', digest: proposal.digest, subject: bob });
    await channel.client(org1).withdraw({ id: 'p1', subject: bob });

    const { votes, withdrawal } = await channel.client(org1).getProposal('p1');
    const history = await channel.client(org1).getHistory('p1', 'vote');
    expect(proposal.subject).to.deep.equal(alice);
    expect(votes.map(({ subject }) => subject)).to.deep.equal([alice, bob]);
    expect(history.map(({ subject }) => subject)).to.deep.equal([alice, bob]);
    expect(withdrawal?.subject).to.deep.equal(bob);
  });

  it('has no subject where none is said, as before', async () => {
    await propose('p1');

    const { proposal, votes } = await channel.client(org1).getProposal('p1');
    expect([proposal, ...votes].filter((fact) => 'subject' in fact)).to.deep.equal([]);
  });

  describe('Propose', () => {
    it('keeps the electorate, the deadline and the digest of the complete body', async () => {
      const created = channel.now;
      await propose('p1', { description: 'the first' });

      const { proposal } = await channel.get('p1');
      const { body } = proposal;
      expect(proposal).to.deep.equal({
        id: 'p1',
        body,
        description: 'the first',
        proposer: 'Org1MSP',
        electorate: { members, policy: { type: 'majority' }, configSequence: 1 },
        created: created.toISOString(),
        expires: new Date(created.getTime() + 7 * day).toISOString(),
        digest: digest(body),
      });
      expect(body).to.deep.include({ kind: 'deploy-chaincode', channelID: 'mychannel', chaincodeName: 'basic' });
      expect(body).to.have.nested.property('chaincodePackage.label', 'basic_1');
      expect(body).to.have.nested.property('chaincodeDefinition.version', '1');
    });

    it("casts the proposer's vote, unless told not to", async () => {
      await propose('p1');
      await propose('p2', { body: deployBody({ name: 'other' }), vote: false });

      expect((await channel.get('p1')).votes).to.have.lengthOf(1);
      expect((await channel.get('p2')).votes).to.deep.equal([]);
    });

    it('is decided at once where the proposer is alone', async () => {
      await channel.attest('lonely', ['Org1MSP']);
      await propose('p1', { body: deployBody({ channelID: 'lonely' }) });

      expect(await channel.status('p1')).to.equal('approved');
    });

    it('writes the time that the client asks for as UTC', async () => {
      await propose('p1', { expires: '2030-01-02T01:00:00+01:00' });

      expect((await channel.get('p1')).proposal.expires).to.equal('2030-01-02T00:00:00.000Z');
    });

    it('takes the electorate from the registry of that time', async () => {
      await propose('p1');
      await channel.attest('mychannel', [...members, 'Org4MSP'], 2);

      expect((await channel.get('p1')).proposal.electorate.members).to.deep.equal(members);
      await expectRefusal(channel.vote('Org4MSP', 'p1'), 'NOT_A_MEMBER');
    });

    it('tells the event', async () => {
      const { event } = await channel.simulate(
        transactions.propose,
        canonicalJson({ id: 'p1', body: deployBody() }),
        org1,
      );

      expect(event).to.deep.equal({ type: 'proposed', proposalID: 'p1' });
    });

    it('gives every endorser the same result and the same writes', async () => {
      const argument = canonicalJson({ id: 'p1', body: deployBody() });
      const [left, right] = await Promise.all([1, 2].map(() => channel.simulate(transactions.propose, argument, org1)));

      expect(left).to.deep.equal(right);
    });

    const refusals: readonly {
      readonly reason: string;
      readonly request: object;
      readonly caller?: CallerOptions;
      readonly code: ContractErrorCode;
      readonly field?: string;
    }[] = [
      { reason: 'a caller outside the channel', request: {}, caller: stranger, code: 'NOT_A_MEMBER' },
      {
        reason: 'a channel that nobody attests',
        request: { body: deployBody({ channelID: 'nowhere' }) },
        code: 'UNKNOWN_CHANNEL',
      },
      {
        reason: 'a deadline in the past',
        request: { expires: '2029-12-31T00:00:00Z' },
        code: 'INVALID_ARGUMENT',
        field: 'expires',
      },
      {
        reason: 'a deadline after more than 90 days',
        request: { expires: '2030-04-02T00:00:00Z' },
        code: 'INVALID_ARGUMENT',
        field: 'expires',
      },
      {
        reason: 'a policy that names a stranger',
        request: { policy: { type: 'organization', mspID: 'Org9MSP' } },
        code: 'INVALID_ARGUMENT',
        field: 'policy',
      },
      {
        reason: 'a policy that all members together cannot satisfy',
        request: { policy: { type: 'threshold', n: 4 } },
        code: 'INVALID_ARGUMENT',
        field: 'policy',
      },
      {
        reason: 'a collection of strangers',
        request: {
          body: deployBody({
            definition: { collections: [{ name: 'secrets', policy: "OR('Org1MSP.member', 'Org9MSP.member')" }] },
          }),
        },
        code: 'INVALID_ARGUMENT',
        field: 'body.chaincodeDefinition.collections[0].policy',
      },
      {
        reason: 'a state for the ops-channel',
        request: { body: channelStateBody('disabled', 'ops-channel') },
        code: 'INVALID_ARGUMENT',
        field: 'body.channelID',
      },
      {
        reason: 'an unknown field',
        request: { wish: 1 },
        code: 'INVALID_ARGUMENT',
        field: 'wish',
      },
    ];
    for (const { reason, request, caller, code, field } of refusals) {
      it(`refuses ${reason}, and writes nothing`, async () => {
        await channel.attest('ops-channel', members);
        const before = channel.ledger.keys();

        await expectRefusal(propose('p1', request, caller), code, field);
        expect(channel.ledger.keys()).to.deep.equal(before);
      });
    }

    it('refuses an argument that is not JSON', async () => {
      const call = channel.simulate(transactions.propose, '{', org1);

      await expectRefusal(call, 'INVALID_ARGUMENT', 'argument');
    });

    it('refuses an ID that is taken', async () => {
      await propose('p1');

      await expectRefusal(propose('p1', { body: deployBody({ name: 'other' }) }), 'ALREADY_EXISTS');
    });

    for (const units of [[], ['client'], ['peer'], ['Admin'], ['administrators']]) {
      it(`refuses a certificate with the units [${units.join()}]`, async () => {
        await expectRefusal(propose('p1', {}, { ...org1, units }), 'NOT_ADMIN');
      });
    }

    it("takes an admin's certificate with further units", async () => {
      await propose('p1', {}, { ...org1, units: ['admin', 'operations'] });

      expect(await channel.status('p1')).to.equal('proposed');
    });

    for (const offset of [-15, 15]) {
      it(`takes a time ${offset} minutes from the endorser's clock, and refuses one further away`, async () => {
        const at = (milliseconds: number) => ({ ...org1, time: new Date(channel.now.getTime() + milliseconds) });
        await expectRefusal(propose('p1', {}, at(offset * minute + Math.sign(offset))), 'CLOCK_SKEW');
        await propose('p1', {}, at(offset * minute));
      });
    }

    for (const status of ['proposed', 'approved', 'acknowledged']) {
      it(`refuses a second proposal for a target while the first is ${status}`, async () => {
        await propose('p1');
        await reach[status]?.();
        expect(await channel.status('p1')).to.equal(status);

        await expectRefusal(propose('p2', {}, org2), 'TARGET_BUSY');
      });
    }

    for (const status of ['rejected', 'withdrawn', 'expired', 'failed']) {
      it(`takes a second proposal for a target after the first is ${status}`, async () => {
        await propose('p1');
        await reach[status]?.();
        expect(await channel.status('p1')).to.equal(status);

        await propose('p2', {}, org2);
        expect(await channel.status('p2')).to.equal('proposed');
        await expectRefusal(propose('p3'), 'TARGET_BUSY');
      });
    }

    it('refuses a sequence that is committed, and takes the next', async () => {
      await propose('p1');
      await reach['committed']?.();

      await expectRefusal(propose('p2'), 'TARGET_COMMITTED');
      await propose('p2', { body: deployBody({ definition: { sequence: 2 } }) });
    });

    it('refuses a sequence below a committed one', async () => {
      await propose('p1', { body: deployBody({ definition: { sequence: 2 } }) });
      await reach['committed']?.();

      await expectRefusal(propose('p2'), 'TARGET_COMMITTED');
    });
  });

  describe('superseding', () => {
    it('tells of an approved proposal whose later sequence was committed first', async () => {
      await propose('p1');
      await channel.vote('Org2MSP', 'p1');
      await propose('p2', { body: deployBody({ definition: { sequence: 2 } }) });
      await channel.vote('Org2MSP', 'p2');
      await channel.client(org2).putOutcome({ id: 'p2', status: 'committed', detail: '' });

      expect(await channel.get('p1')).to.include({ status: 'superseded', decision: 'approved', supersededBy: 'p2' });
      expect(await channel.status('p2')).to.equal('committed');
    });

    it('leaves a committed proposal committed', async () => {
      await propose('p1');
      await reach['committed']?.();
      await propose('p2', { body: deployBody({ definition: { sequence: 2 } }) });
      await channel.vote('Org2MSP', 'p2');
      await channel.client(org1).putOutcome({ id: 'p2', status: 'committed', detail: '' });

      expect(await channel.status('p1')).to.equal('committed');
    });
  });

  describe('the state of a channel', () => {
    const setState = async (id: string, state: string, vote: 'agreed' | 'disagreed' = 'agreed') => {
      await propose(id, { body: channelStateBody(state) });
      for (const mspID of ['Org2MSP', 'Org3MSP']) {
        await channel.vote(mspID, id, vote);
      }
    };

    it('is application until it is decided otherwise', async () => {
      expect((await channel.channel('mychannel')).state).to.equal('application');
      await propose('p1', { body: channelStateBody('disabled') });
      expect((await channel.channel('mychannel')).state).to.equal('application');
      await channel.vote('Org2MSP', 'p1');
      expect((await channel.channel('mychannel')).state).to.equal('disabled');
    });

    it('is disabled: refuses every proposal but to enable it', async () => {
      await setState('p1', 'disabled');

      await expectRefusal(propose('p2'), 'CHANNEL_DISABLED');
      await expectRefusal(propose('p2', { body: channelStateBody('disabled') }), 'CHANNEL_DISABLED');
      await setState('p2', 'application');
      await propose('p3');
    });

    it('stays as it was when a change is rejected', async () => {
      await setState('p1', 'disabled');
      await setState('p2', 'application', 'disagreed');
      await expectRefusal(propose('p3'), 'CHANNEL_DISABLED');
      await setState('p3', 'application');
      await setState('p4', 'disabled', 'disagreed');

      expect((await channel.channel('mychannel')).state).to.equal('application');
    });

    it('has one open proposal at most', async () => {
      await propose('p1', { body: channelStateBody('disabled') });

      await expectRefusal(propose('p2', { body: channelStateBody('application') }), 'TARGET_BUSY');
    });
  });

  describe('Vote', () => {
    beforeEach(async () => {
      await propose('p1');
    });

    it('approves with the majority, and tells the event', async () => {
      const { digest } = (await channel.get('p1')).proposal;
      const { event } = await channel.simulate(
        transactions.vote,
        canonicalJson({ id: 'p1', status: 'agreed', digest }),
        org2,
      );
      expect(event).to.deep.equal({ type: 'voted', proposalID: 'p1' });
      await channel.vote('Org2MSP', 'p1');

      expect(await channel.get('p1')).to.include({ status: 'approved', decision: 'approved' });
    });

    it('keeps the comment', async () => {
      const { digest } = (await channel.get('p1')).proposal;
      await channel.client(org2).vote({ id: 'p1', status: 'disagreed', comment: 'too early — später', digest });

      expect((await channel.get('p1')).votes[1]).to.deep.include({
        mspID: 'Org2MSP',
        status: 'disagreed',
        comment: 'too early — später',
      });
    });

    it('needs the stricter policy too', async () => {
      const policy: Policy = { type: 'organization', mspID: 'Org3MSP' };
      await propose('p2', { body: deployBody({ name: 'other' }), policy });
      await channel.vote('Org2MSP', 'p2');
      expect(await channel.status('p2')).to.equal('proposed');
      await channel.vote('Org3MSP', 'p2');

      expect(await channel.status('p2')).to.equal('approved');
    });

    it('tells which vote stands when it refuses another', async () => {
      const refused = await channel.vote('Org1MSP', 'p1', 'disagreed').catch((error: unknown) => error);

      expect(refused).to.be.instanceOf(ContractError).with.property('text', 'Org1MSP has voted on p1 already: agreed');
    });

    it('refuses a second vote of an organization', async () => {
      await channel.vote('Org2MSP', 'p1');

      await expectRefusal(channel.vote('Org2MSP', 'p1', 'disagreed'), 'ALREADY_VOTED');
      await expectRefusal(channel.vote('Org1MSP', 'p1'), 'ALREADY_VOTED');
    });

    it('refuses a vote after the deadline, and takes one at it', async () => {
      const { expires, digest } = (await channel.get('p1')).proposal;
      const vote = (mspID: string, time: Date) =>
        channel.client({ mspID, time }).vote({ id: 'p1', status: 'agreed', digest });
      channel.now = new Date(expires);
      await expectRefusal(vote('Org2MSP', new Date(Date.parse(expires) + 1)), 'DEADLINE_PASSED');
      await vote('Org2MSP', channel.now);

      expect(await channel.status('p1')).to.equal('approved');
    });

    it('refuses a vote on something else than what is proposed', async () => {
      const vote = { id: 'p1', status: 'agreed', digest: '0'.repeat(64) } as const;

      await expectRefusal(channel.client(org2).vote(vote), 'DIGEST_MISMATCH');
    });

    it('refuses unknown proposals, strangers, and callers who are no admins', async () => {
      const vote = { id: 'p1', status: 'agreed', digest: '0'.repeat(64) } as const;

      await expectRefusal(channel.client(org2).vote({ ...vote, id: 'p2' }), 'NOT_FOUND');
      await expectRefusal(channel.client(stranger).vote(vote), 'NOT_A_MEMBER');
      await expectRefusal(channel.client({ ...org2, units: ['client'] }).vote(vote), 'NOT_ADMIN');
    });
  });

  describe('Withdraw', () => {
    beforeEach(async () => {
      await propose('p1');
    });

    it('takes the proposal back', async () => {
      await channel.client(org1).withdraw({ id: 'p1', comment: 'a typo' });

      const view = await channel.get('p1');
      expect(view).to.include({ status: 'withdrawn', decision: 'withdrawn' });
      expect(view.withdrawal).to.include({ mspID: 'Org1MSP', comment: 'a typo' });
    });

    it('refuses everyone but the proposer', async () => {
      await expectRefusal(channel.client(org2).withdraw({ id: 'p1' }), 'NOT_PROPOSER');
      await expectRefusal(channel.client(org1).withdraw({ id: 'p2' }), 'NOT_FOUND');
    });

    for (const status of ['approved', 'rejected', 'expired', 'withdrawn', 'committed']) {
      it(`refuses a proposal that is ${status}`, async () => {
        await reach[status]?.();

        await expectRefusal(channel.client(org1).withdraw({ id: 'p1' }), 'ALREADY_DECIDED');
        expect(await channel.status('p1')).to.equal(status);
      });
    }
  });

  describe('History', () => {
    it('tells what each organization did', async () => {
      await propose('p1');
      await reach['acknowledged']?.();
      await channel.receipt('Org2MSP', 'p1', 'commit');
      await channel.client(org2).putOutcome({ id: 'p1', status: 'committed', detail: 'in block 7' });

      const entries = (await channel.history('p1')).map(({ taskID, orgID, status }) => `${taskID} ${orgID} ${status}`);
      expect(entries).to.deep.equal([
        'vote Org1MSP agreed',
        'vote Org2MSP agreed',
        'acknowledge Org1MSP success',
        'acknowledge Org2MSP success',
        'acknowledge Org3MSP success',
        'commit Org2MSP success',
      ]);
      expect(await channel.client(org1).getHistory('p1', 'commit')).to.have.lengthOf(1);
    });

    it('refuses an unknown proposal', async () => {
      await expectRefusal(channel.history('p1'), 'NOT_FOUND');
    });
  });
});
