// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import {
  deriveStatus,
  type Outcome,
  parseRequest,
  proposalBodySchema,
  type ProposalFacts,
  type Status,
  type Step,
} from '../../src/model/index.js';
import { channelStateBody, createBody, updateBody } from '../support/bodies.js';
import { created, newProposal, newProposalOf, newReceipt, newVote } from '../support/facts.js';

const proposal = newProposal(['A', 'B', 'C']);
const approving = [newVote('A', 'agreed'), newVote('B', 'agreed')];
const outcome = (status: Outcome['status']): Outcome => ({
  proposalID: 'p1',
  mspID: 'A',
  status,
  detail: '',
  time: created,
});
const approvedBy = (...organizations: readonly string[]) =>
  organizations.map((mspID) => newReceipt(mspID, { step: 'approve', state: 'done' }));

describe('deriveStatus', () => {
  const cases: readonly {
    readonly reason: string;
    readonly facts: Partial<ProposalFacts>;
    readonly expected: Status;
  }[] = [
    { reason: 'the decision alone', facts: {}, expected: 'approved' },
    {
      reason: 'undecided, whatever was installed early',
      facts: { votes: [], receipts: approvedBy('A', 'B', 'C') },
      expected: 'proposed',
    },
    { reason: 'some have approved the definition', facts: { receipts: approvedBy('A', 'B') }, expected: 'approved' },
    { reason: 'every member has', facts: { receipts: approvedBy('A', 'B', 'C') }, expected: 'acknowledged' },
    {
      reason: 'strangers do not stand in for a member',
      facts: { receipts: approvedBy('A', 'B', 'X') },
      expected: 'approved',
    },
    {
      reason: 'a member has only tried',
      facts: { receipts: [...approvedBy('A', 'B'), newReceipt('C', { step: 'approve', state: 'waiting' })] },
      expected: 'approved',
    },
    {
      reason: 'a member has only installed',
      facts: { receipts: [...approvedBy('A', 'B'), newReceipt('C', { step: 'install', state: 'done' })] },
      expected: 'approved',
    },
    { reason: 'committed', facts: { outcome: outcome('committed') }, expected: 'committed' },
    {
      reason: 'failed',
      facts: { outcome: outcome('failed'), receipts: approvedBy('A', 'B', 'C') },
      expected: 'failed',
    },
    { reason: 'a later sequence was first', facts: { supersededBy: 'p2' }, expected: 'superseded' },
    {
      reason: 'a later sequence came after it',
      facts: { supersededBy: 'p2', outcome: outcome('committed') },
      expected: 'committed',
    },
    {
      reason: 'undecided while a later sequence was committed',
      facts: { votes: [], supersededBy: 'p2' },
      expected: 'proposed',
    },
  ];
  for (const { reason, facts, expected } of cases) {
    it(`is ${expected}: ${reason}`, () => {
      expect(
        deriveStatus({ proposal, votes: approving, receipts: [], signatures: [], ...facts }, new Date(created)),
      ).to.equal(expected);
    });
  }

  const otherKinds: readonly { readonly body: object; readonly step: Step; readonly expected: Status }[] = [
    { body: updateBody(), step: 'sign', expected: 'acknowledged' },
    { body: updateBody(), step: 'approve', expected: 'approved' },
    { body: createBody(['A', 'B', 'C']), step: 'join', expected: 'acknowledged' },
    { body: createBody(['A', 'B', 'C']), step: 'apply', expected: 'approved' },
    { body: channelStateBody('disabled'), step: 'apply', expected: 'approved' },
  ];
  for (const { body, step, expected } of otherKinds) {
    const parsed = parseRequest(proposalBodySchema, body);

    it(`is ${expected} when every member's ${step} of ${parsed.kind} is done`, () => {
      const facts: ProposalFacts = {
        proposal: newProposalOf(parsed, proposal.electorate),
        votes: approving,
        receipts: ['A', 'B', 'C'].map((mspID) => newReceipt(mspID, { step, state: 'done' })),
        signatures: [],
      };

      expect(deriveStatus(facts, new Date(created))).to.equal(expected);
    });
  }
});
