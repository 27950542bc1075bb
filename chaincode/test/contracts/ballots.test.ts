// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { canonicalJson, type ContractErrorCode, digest, transactions } from '../../src/index.js';
import { channelStateBody, deployBody, updateBody } from '../support/bodies.js';
import { type CallerOptions, expectRefusal, OpsChannel } from '../support/ops-channel.js';

const org1: CallerOptions = { mspID: 'Org1MSP' };
const org2: CallerOptions = { mspID: 'Org2MSP' };
const day = 24 * 60 * 60_000;

/** Left: Org1 to Org3. Right: Org1, Org3, Org4 and Org5. */
const left = ['Org1MSP', 'Org2MSP', 'Org3MSP'];
const right = ['Org1MSP', 'Org3MSP', 'Org4MSP', 'Org5MSP'];
const bodies = [updateBody('left'), updateBody('right')];

describe('ballots', () => {
  let channel: OpsChannel;

  beforeEach(async () => {
    channel = new OpsChannel();
    await channel.attest('left', left);
    await channel.attest('right', right, 4);
  });

  const propose = (id = 'b1', more: object = {}, caller = org1) =>
    channel.client(caller).propose({ id, bodies, ...more });

  describe('Propose', () => {
    it('makes a proposal a channel, each with its own electorate and digest', async () => {
      const created = channel.now.toISOString();
      await propose('b1', { description: 'both', vote: false });

      const { ballot, proposals } = await channel.ballot('b1');
      const expires = new Date(Date.parse(created) + 7 * day).toISOString();
      const shared = { ballot: 'b1', proposer: 'Org1MSP', description: 'both', created, expires };
      const policy = { type: 'majority' };
      expect(proposals.map(({ proposal }) => proposal)).to.deep.equal([
        {
          ...shared,
          id: 'b1.1',
          body: bodies[0],
          electorate: { members: left, policy, configSequence: 1 },
          digest: digest(bodies[0]),
        },
        {
          ...shared,
          id: 'b1.2',
          body: bodies[1],
          electorate: { members: right, policy, configSequence: 4 },
          digest: digest(bodies[1]),
        },
      ]);
      expect(ballot).to.deep.equal({
        id: 'b1',
        proposals: ['b1.1', 'b1.2'],
        digest: digest([digest(bodies[0]), digest(bodies[1])]),
        proposer: 'Org1MSP',
        description: 'both',
        created,
        expires,
      });
    });

    it("casts the proposer's vote once, for all parts", async () => {
      await propose();

      const { proposals } = await channel.ballot('b1');
      expect(proposals.map(({ votes }) => votes.map(({ mspID }) => mspID))).to.deep.equal([['Org1MSP'], ['Org1MSP']]);
      expect(channel.ledger.keys().filter((key) => key.includes('\0vote\0'))).to.deep.equal([
        '\0proposal\0b1\0vote\0Org1MSP\0',
      ]);
    });

    it('tells one event, for the ballot', async () => {
      const { event, result } = await channel.simulate(transactions.propose, canonicalJson({ id: 'b1', bodies }), org1);

      expect(event).to.deep.equal({ type: 'proposed', proposalID: 'b1' });
      expect(JSON.parse(result)).to.deep.include({ id: 'b1', proposals: ['b1.1', 'b1.2'] });
    });

    it('asks for the stricter policy in every part', async () => {
      await propose('b1', { policy: { type: 'organization', mspID: 'Org3MSP' } });
      await channel.voteOnBallot('Org2MSP', 'b1');
      await channel.voteOnBallot('Org4MSP', 'b1');
      await channel.voteOnBallot('Org5MSP', 'b1');
      expect(await channel.decisions('b1')).to.deep.equal(['proposed', 'proposed']);
      await channel.voteOnBallot('Org3MSP', 'b1');

      expect(await channel.decisions('b1')).to.deep.equal(['approved', 'approved']);
    });

    const refusals: readonly {
      readonly reason: string;
      readonly request: object;
      readonly caller?: CallerOptions;
      readonly code: ContractErrorCode;
      readonly field?: string;
    }[] = [
      { reason: 'a proposer that is missing in one channel', request: {}, caller: org2, code: 'NOT_A_MEMBER' },
      {
        reason: 'a channel that nobody attests',
        request: { bodies: [updateBody('left'), updateBody('nowhere')] },
        code: 'UNKNOWN_CHANNEL',
      },
      {
        reason: 'a policy that names a stranger to one channel',
        request: { policy: { type: 'organization', mspID: 'Org4MSP' } },
        code: 'INVALID_ARGUMENT',
        field: 'policy',
      },
      {
        reason: 'one channel twice',
        request: { bodies: [updateBody('left'), updateBody('right'), updateBody('left')] },
        code: 'INVALID_ARGUMENT',
        field: 'bodies[2].channelID',
      },
      { reason: 'one body', request: { bodies: [updateBody('left')] }, code: 'INVALID_ARGUMENT', field: 'bodies' },
      {
        reason: 'more bodies than 20',
        request: { bodies: Array.from({ length: 21 }, (_, index) => updateBody(`c${index}`)) },
        code: 'INVALID_ARGUMENT',
        field: 'bodies',
      },
      {
        reason: 'another kind',
        request: { bodies: [updateBody('left'), channelStateBody('disabled', 'right')] },
        code: 'INVALID_ARGUMENT',
        field: 'bodies[1].kind',
      },
      {
        reason: 'a body beside them',
        request: { body: updateBody('left') },
        code: 'INVALID_ARGUMENT',
        field: 'bodies',
      },
      {
        reason: 'a mistake in one of them',
        request: { bodies: [updateBody('left'), updateBody('right', [{ operation: 'conquer' }])] },
        code: 'INVALID_ARGUMENT',
        field: 'bodies[1].operations[0].operation',
      },
      {
        reason: 'a deadline in the past',
        request: { expires: '2029-12-31T00:00:00Z' },
        code: 'INVALID_ARGUMENT',
        field: 'expires',
      },
    ];
    for (const { reason, request, caller, code, field } of refusals) {
      it(`refuses ${reason}, and writes nothing`, async () => {
        const before = channel.ledger.keys();

        await expectRefusal(propose('b1', request, caller), code, field);
        expect(channel.ledger.keys()).to.deep.equal(before);
      });
    }

    it('refuses an ID too long for those of its parts, and takes the longest', async () => {
      await expectRefusal(propose('b'.repeat(62)), 'INVALID_ARGUMENT', 'id');
      const id = 'b'.repeat(61);
      await propose(id);

      expect(await channel.status(`${id}.2`)).to.equal('proposed');
    });

    it('refuses a disabled channel', async () => {
      await channel.client(org1).propose({ id: 'p1', body: channelStateBody('disabled', 'left') });
      await channel.vote('Org2MSP', 'p1');

      await expectRefusal(propose(), 'CHANNEL_DISABLED');
    });

    it('shares its IDs with proposals, those of its parts too', async () => {
      await propose('b1');
      await channel.client(org1).propose({ id: 'p1', body: updateBody('left') });
      await channel.client(org1).propose({ id: 'b2.2', body: updateBody('left') });

      await expectRefusal(propose('b1'), 'ALREADY_EXISTS');
      await expectRefusal(propose('p1'), 'ALREADY_EXISTS');
      await expectRefusal(propose('b2'), 'ALREADY_EXISTS');
      for (const id of ['b1', 'b1.1']) {
        await expectRefusal(channel.client(org1).propose({ id, body: updateBody('left') }), 'ALREADY_EXISTS');
      }
    });
  });

  describe('Vote', () => {
    beforeEach(async () => {
      await propose();
    });

    it('counts in the electorate of each channel that the organization belongs to', async () => {
      await channel.voteOnBallot('Org2MSP', 'b1');
      expect(await channel.decisions('b1')).to.deep.equal(['approved', 'proposed']);
      await channel.voteOnBallot('Org4MSP', 'b1', 'disagreed');
      expect(await channel.decisions('b1')).to.deep.equal(['approved', 'proposed']);
      await channel.voteOnBallot('Org5MSP', 'b1', 'disagreed');

      expect(await channel.decisions('b1')).to.deep.equal(['approved', 'rejected']);
    });

    it("is on the ballot, also by a part's ID", async () => {
      const { ballot } = await channel.ballot('b1');
      const argument = canonicalJson({ id: 'b1.2', status: 'agreed', digest: ballot.digest });
      const { event, result } = await channel.simulate(transactions.vote, argument, org2);

      expect(event).to.deep.equal({ type: 'voted', proposalID: 'b1' });
      expect(JSON.parse(result)).to.deep.include({ proposalID: 'b1', mspID: 'Org2MSP', digest: ballot.digest });
    });

    it('refuses the digest of a part: a vote is for all of them', async () => {
      const { digest } = (await channel.get('b1.1')).proposal;

      await expectRefusal(channel.client(org2).vote({ id: 'b1.1', status: 'agreed', digest }), 'DIGEST_MISMATCH');
    });

    it('refuses a second vote, by whichever ID', async () => {
      const { digest } = (await channel.ballot('b1')).ballot;
      await channel.voteOnBallot('Org2MSP', 'b1');

      for (const id of ['b1', 'b1.1', 'b1.2']) {
        await expectRefusal(channel.client(org2).vote({ id, status: 'disagreed', digest }), 'ALREADY_VOTED');
      }
    });

    it('refuses an organization of no channel, and a vote after the deadline', async () => {
      await expectRefusal(channel.voteOnBallot('Org9MSP', 'b1'), 'NOT_A_MEMBER');
      channel.advance(8 * day);

      await expectRefusal(channel.voteOnBallot('Org2MSP', 'b1'), 'DEADLINE_PASSED');
      expect(await channel.decisions('b1')).to.deep.equal(['expired', 'expired']);
    });
  });

  describe('Withdraw', () => {
    beforeEach(async () => {
      await propose();
    });

    for (const id of ['b1', 'b1.2']) {
      it(`takes every part back, asked for ${id}`, async () => {
        const argument = canonicalJson({ id });
        expect((await channel.simulate(transactions.withdraw, argument, org1)).event).to.deep.equal({
          type: 'withdrawn',
          proposalID: 'b1',
        });
        await channel.client(org1).withdraw({ id });

        expect(await channel.decisions('b1')).to.deep.equal(['withdrawn', 'withdrawn']);
      });
    }

    it('refuses as soon as one part is decided, and everyone but the proposer', async () => {
      await expectRefusal(channel.client(org2).withdraw({ id: 'b1' }), 'NOT_PROPOSER');
      await channel.voteOnBallot('Org2MSP', 'b1');

      await expectRefusal(channel.client(org1).withdraw({ id: 'b1' }), 'ALREADY_DECIDED');
      await expectRefusal(channel.client(org1).withdraw({ id: 'b1.2' }), 'ALREADY_DECIDED');
    });
  });

  describe('execution', () => {
    beforeEach(async () => {
      await propose();
      await channel.voteOnBallot('Org2MSP', 'b1');
    });

    it('is that of each part by itself', async () => {
      await channel.receipt('Org2MSP', 'b1.1', 'sign');
      await channel.client(org2).putOutcome({ id: 'b1.1', status: 'committed', detail: 'in block 7' });

      expect(await channel.status('b1.1')).to.equal('committed');
      expect(await channel.get('b1.2')).to.deep.include({ status: 'proposed', receipts: [] });
      await expectRefusal(channel.receipt('Org3MSP', 'b1.2', 'sign'), 'NOT_APPROVED');
      await expectRefusal(
        channel.client(org1).putOutcome({ id: 'b1.2', status: 'committed', detail: '' }),
        'NOT_APPROVED',
      );
    });

    it('is of parts only', async () => {
      await expectRefusal(channel.receipt('Org2MSP', 'b1', 'sign'), 'NOT_FOUND');
      await expectRefusal(channel.get('b1'), 'NOT_FOUND');
    });
  });

  describe('GetBallot', () => {
    it('is found by the ID of a part, and has what Get says of each', async () => {
      await propose();

      const ballot = await channel.ballot('b1.2');
      expect(ballot).to.deep.equal(await channel.ballot('b1'));
      expect(ballot.proposals).to.deep.equal([await channel.get('b1.1'), await channel.get('b1.2')]);
    });

    it('refuses an ID that is unknown, and that of a proposal of its own', async () => {
      await channel.client(org1).propose({ id: 'p1', body: deployBody({ channelID: 'left' }) });

      await expectRefusal(channel.ballot('b1'), 'NOT_FOUND');
      await expectRefusal(channel.ballot('p1'), 'NOT_FOUND');
    });
  });

  describe('List and History', () => {
    it('have the parts, in the lists of their channels', async () => {
      await propose();
      const ids = async (channelID: string) =>
        (await channel.client(org2).listProposals({ channelID })).proposals.map(({ proposal }) => proposal.id);

      expect(await ids('left')).to.deep.equal(['b1.1']);
      expect(await ids('right')).to.deep.equal(['b1.2']);
    });

    it('tell of a part the votes of its electorate', async () => {
      await propose();
      await channel.voteOnBallot('Org2MSP', 'b1');
      await channel.voteOnBallot('Org4MSP', 'b1', 'disagreed');
      const votes = async (id: string) =>
        (await channel.history(id)).map(({ proposalID, orgID, status }) => `${proposalID} ${orgID} ${status}`);

      expect(await votes('b1.1')).to.deep.equal(['b1.1 Org1MSP agreed', 'b1.1 Org2MSP agreed']);
      expect(await votes('b1.2')).to.deep.equal(['b1.2 Org1MSP agreed', 'b1.2 Org4MSP disagreed']);
    });
  });
});
