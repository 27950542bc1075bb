// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import {
  history,
  parseRequest,
  proposalBodySchema,
  type ProposalFacts,
  type Receipt,
  type TaskID,
} from '../../src/model/index.js';
import { createBody, updateBody } from '../support/bodies.js';
import { newProposal, newProposalOf, newReceipt, newVote } from '../support/facts.js';

const at = (second: number) => `2030-01-01T00:00:0${second}.000Z`;
const proposal = newProposal(['A', 'B', 'C']);

function tell(facts: Partial<ProposalFacts>, taskID?: TaskID): readonly string[] {
  return history({ proposal, votes: [], receipts: [], signatures: [], ...facts }, taskID).map(
    ({ taskID: task, orgID, status, data }) => `${task} ${orgID} ${status}: ${data}`,
  );
}

describe('history', () => {
  it('has votes with their comments, in the order of time', () => {
    const votes = [
      newVote('B', 'disagreed', at(2)),
      { ...newVote('C', 'agreed', at(1)), comment: 'fine' },
      newVote('A', 'agreed', at(1)),
    ];

    expect(tell({ votes })).to.deep.equal(['vote A agreed: ', 'vote C agreed: fine', 'vote B disagreed: ']);
  });

  const acknowledgements: readonly {
    readonly reason: string;
    readonly receipts: readonly Receipt[];
    readonly expected: string;
  }[] = [
    {
      reason: 'installed, not approved yet',
      receipts: [newReceipt('A', { step: 'install', state: 'done' })],
      expected: 'acknowledge A waiting: install done',
    },
    {
      reason: 'the newest of what it waits for',
      receipts: [
        newReceipt('A', { step: 'service', state: 'waiting', time: at(2) }),
        newReceipt('A', { step: 'install', state: 'done', time: at(1) }),
      ],
      expected: 'acknowledge A waiting: service waiting',
    },
    {
      reason: 'approved',
      receipts: [
        newReceipt('A', { step: 'install', state: 'done' }),
        newReceipt('A', { step: 'approve', state: 'done' }),
      ],
      expected: 'acknowledge A success: approve done',
    },
    {
      reason: 'could not be approved',
      receipts: [
        newReceipt('A', { step: 'install', state: 'done' }),
        newReceipt('A', { step: 'approve', state: 'failed' }),
      ],
      expected: 'acknowledge A failure: approve failed',
    },
    {
      reason: 'refused for what it is',
      receipts: [
        newReceipt('A', { step: 'verify', state: 'refused' }),
        newReceipt('A', { step: 'install', state: 'waiting' }),
      ],
      expected: 'acknowledge A failure: verify refused',
    },
  ];
  for (const { reason, receipts, expected } of acknowledgements) {
    it(`has one acknowledgement an organization: ${reason}`, () => {
      expect(tell({ receipts })).to.deep.equal([expected]);
    });
  }

  const otherKinds: readonly {
    readonly body: object;
    readonly receipts: readonly Receipt[];
    readonly expected: readonly string[];
  }[] = [
    {
      body: updateBody(),
      receipts: [
        newReceipt('A', { step: 'sign', state: 'done' }),
        newReceipt('A', { step: 'commit', state: 'waiting' }),
        newReceipt('B', { step: 'sign', state: 'refused' }),
        newReceipt('C', { step: 'sign', state: 'waiting' }),
        newReceipt('C', { step: 'apply', state: 'done' }),
      ],
      expected: [
        'acknowledge A success: sign done',
        'acknowledge B failure: sign refused',
        'acknowledge C waiting: sign waiting',
        'commit A waiting: commit waiting',
        'commit C success: apply done',
      ],
    },
    {
      body: createBody(['A', 'B', 'C']),
      receipts: [
        newReceipt('A', { step: 'join', state: 'done' }),
        newReceipt('A', { step: 'apply', state: 'done' }),
        newReceipt('B', { step: 'join', state: 'waiting' }),
      ],
      expected: [
        'acknowledge A success: join done',
        'acknowledge B waiting: join waiting',
        'commit A success: apply done',
      ],
    },
  ];
  for (const { body, receipts, expected } of otherKinds) {
    const parsed = parseRequest(proposalBodySchema, body);

    it(`has the steps of ${parsed.kind}`, () => {
      expect(tell({ proposal: newProposalOf(parsed, proposal.electorate), receipts })).to.deep.equal(expected);
    });
  }

  it('leaves out the votes of those that do not decide: they voted on another part of the ballot', () => {
    const votes = ['A', 'X'].map((mspID) => ({ ...newVote(mspID, 'agreed'), proposalID: 'b1' }));
    const part = { ...proposal, id: 'b1.2', ballot: 'b1' };

    expect(history({ proposal: part, votes, receipts: [], signatures: [] })).to.deep.equal([
      { proposalID: 'b1.2', taskID: 'vote', orgID: 'A', status: 'agreed', data: '', time: at(0) },
    ]);
  });

  it('has commits from receipts, and the outcome for who wrote it', () => {
    const receipts = [
      newReceipt('A', { step: 'commit', state: 'waiting', time: at(1) }),
      newReceipt('B', { step: 'commit', state: 'done', time: at(2) }),
    ];
    const outcome = { proposalID: 'p1', mspID: 'A', status: 'committed' as const, detail: 'in block 7', time: at(3) };

    expect(tell({ receipts, outcome })).to.deep.equal([
      'commit B success: commit done',
      'commit A success: in block 7',
    ]);
  });

  it('tells a failure', () => {
    const outcome = {
      proposalID: 'p1',
      mspID: 'A',
      status: 'failed' as const,
      detail: 'skips a sequence',
      time: at(3),
    };

    expect(tell({ outcome })).to.deep.equal(['commit A failure: skips a sequence']);
  });

  it('has one task alone when asked for it', () => {
    const votes = [newVote('A', 'agreed')];
    const receipts = [newReceipt('A', { step: 'approve', state: 'done' })];

    expect(tell({ votes, receipts }, 'acknowledge')).to.deep.equal(['acknowledge A success: approve done']);
    expect(tell({ votes, receipts }, 'commit')).to.deep.equal([]);
  });
});
