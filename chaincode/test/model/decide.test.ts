// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import fc from 'fast-check';
import { decide, type Decision, type Policy, satisfies, type Vote } from '../../src/model/index.js';
import { created, expires, newProposal, newVote } from '../support/facts.js';
import { policyArbitrary } from '../support/policy-arbitrary.js';

const before = new Date(created);
const after = new Date(Date.parse(expires) + 1);
const members = ['A', 'B', 'C', 'D', 'E'];
const withdrawal = { proposalID: 'p1', mspID: 'A', comment: '', time: created };

/** `+AB -C`: A and B agreed, C disagreed. */
function votes(text: string): readonly Vote[] {
  return text
    .split(' ')
    .flatMap(([sign, ...organizations]) =>
      organizations.map((mspID) => newVote(mspID, sign === '+' ? 'agreed' : 'disagreed')),
    );
}

describe('decide', () => {
  const cases: readonly {
    readonly reason: string;
    readonly votes: readonly Vote[];
    readonly policy?: Policy;
    readonly now?: Date;
    readonly withdrawn?: boolean;
    readonly expected: Decision;
  }[] = [
    { reason: 'nobody voted', votes: [], expected: 'proposed' },
    { reason: 'too few so far', votes: votes('+AB -C'), expected: 'proposed' },
    { reason: 'a majority in favour', votes: votes('+ABC'), expected: 'approved' },
    { reason: 'a majority in favour, whatever the others say', votes: votes('-DE +ABC'), expected: 'approved' },
    { reason: 'a majority against', votes: votes('-ABC'), expected: 'rejected' },
    { reason: 'a veto', votes: votes('-E'), policy: { type: 'organization', mspID: 'E' }, expected: 'rejected' },
    { reason: 'the deadline is over', votes: votes('+AB'), now: after, expected: 'expired' },
    { reason: 'the deadline is not over at its time', votes: [], now: new Date(expires), expected: 'proposed' },
    { reason: 'approval outlasts the deadline', votes: votes('+ABC'), now: after, expected: 'approved' },
    { reason: 'rejection outlasts the deadline', votes: votes('-ABC'), now: after, expected: 'rejected' },
    { reason: 'it was withdrawn', votes: votes('+A'), withdrawn: true, expected: 'withdrawn' },
    {
      reason: 'it was withdrawn, whatever votes follow',
      votes: votes('+ABCDE'),
      withdrawn: true,
      expected: 'withdrawn',
    },
    { reason: 'it was withdrawn before the deadline', votes: [], withdrawn: true, now: after, expected: 'withdrawn' },
    { reason: 'strangers do not count', votes: votes('+ABXYZ'), expected: 'proposed' },
    { reason: 'strangers do not count against', votes: votes('-ABXYZ'), expected: 'proposed' },
    {
      reason: 'votes after the deadline do not count',
      votes: [...votes('+AB'), newVote('C', 'agreed', after.toISOString())],
      now: after,
      expected: 'expired',
    },
    { reason: 'an organization counts once', votes: votes('+AAA'), expected: 'proposed' },
  ];
  for (const { reason, votes, policy, now = before, withdrawn = false, expected } of cases) {
    it(`is ${expected}: ${reason}`, () => {
      const proposal = newProposal(members, policy);

      expect(decide({ proposal, votes, now, ...(withdrawn && { withdrawal }) })).to.equal(expected);
    });
  }

  const votesArbitrary = fc
    .subarray([...members, 'StrangerMSP'])
    .chain((voters) =>
      fc.tuple(
        ...voters.map((mspID) =>
          fc.constantFrom('agreed' as const, 'disagreed' as const).map((status) => newVote(mspID, status)),
        ),
      ),
    );
  const nowArbitrary = fc.constantFrom(before, after);

  it('does not depend on the order of the votes', () => {
    const twoOrders = votesArbitrary.chain((votes) =>
      fc.tuple(fc.constant(votes), fc.shuffledSubarray(votes, { minLength: votes.length })),
    );
    fc.assert(
      fc.property(policyArbitrary(members), twoOrders, nowArbitrary, (policy, [votes, shuffled], now) => {
        const proposal = newProposal(members, policy);

        expect(decide({ proposal, votes: shuffled, now })).to.equal(decide({ proposal, votes, now }));
      }),
    );
  });

  it('never has reason to approve and to reject', () => {
    fc.assert(
      fc.property(policyArbitrary(members), votesArbitrary, (policy, votes) => {
        const those = (status: Vote['status']) =>
          votes.filter((vote) => vote.status === status).map(({ mspID }) => mspID);
        const approved = satisfies(policy, members, new Set(those('agreed')));
        const against = those('disagreed');
        const rejected = !satisfies(policy, members, new Set(members.filter((mspID) => !against.includes(mspID))));

        expect(approved && rejected).to.equal(false);
      }),
    );
  });

  it('is final once it is approved or rejected: by no vote, and not with time', () => {
    fc.assert(
      fc.property(policyArbitrary(members), votesArbitrary, fc.nat(), nowArbitrary, (policy, votes, some, now) => {
        const proposal = newProposal(members, policy);
        const early = decide({ proposal, votes: votes.slice(0, some % (votes.length + 1)), now: before });
        fc.pre(early === 'approved' || early === 'rejected');

        expect(decide({ proposal, votes, now })).to.equal(early);
      }),
    );
  });

  it('is reached when all have voted', () => {
    const all = fc.tuple(
      ...members.map((mspID) => fc.boolean().map((yes) => newVote(mspID, yes ? 'agreed' : 'disagreed'))),
    );
    fc.assert(
      fc.property(policyArbitrary(members), all, (policy, votes) => {
        expect(decide({ proposal: newProposal(members, policy), votes, now: before })).to.be.oneOf([
          'approved',
          'rejected',
        ]);
      }),
    );
  });
});
