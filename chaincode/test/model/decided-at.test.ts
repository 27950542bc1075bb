// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { decidedAt, graceEndsAt } from '../../src/model/index.js';
import { expires, newProposal, newVote } from '../support/facts.js';

const at = (hour: number) => `2030-01-02T0${hour}:00:00.000Z`;
const proposal = newProposal(['A', 'B', 'C', 'D', 'E']);

describe('decidedAt', () => {
  it('is the time of the vote that was enough, in whatever order votes are given', () => {
    const votes = [
      newVote('E', 'agreed', at(5)),
      newVote('C', 'agreed', at(3)),
      newVote('B', 'disagreed', at(2)),
      newVote('A', 'agreed', at(1)),
      newVote('D', 'agreed', at(4)),
    ];

    expect(decidedAt({ proposal, votes })).to.equal(at(4));
    expect(decidedAt({ proposal, votes: votes.toReversed() })).to.equal(at(4));
  });

  it('is the time of the last chance lost', () => {
    const votes = [1, 2, 3, 4].map((hour) => newVote('ABCD'.charAt(hour - 1), 'disagreed', at(hour)));

    expect(decidedAt({ proposal, votes })).to.equal(at(3));
  });

  it('is undefined while it is open, and for votes that came too late', () => {
    const late = new Date(Date.parse(expires) + 1).toISOString();

    expect(decidedAt({ proposal, votes: [newVote('A', 'agreed')] })).to.equal(undefined);
    expect(decidedAt({ proposal, votes: ['A', 'B', 'C'].map((mspID) => newVote(mspID, 'agreed', late)) })).to.equal(
      undefined,
    );
  });
});

describe('graceEndsAt', () => {
  const votes = ['A', 'B', 'C'].map((mspID) => newVote(mspID, 'agreed', at(1)));

  it('is the decision plus the seconds that the constitution gave it', () => {
    expect(graceEndsAt({ proposal: { ...proposal, graceSeconds: 60 }, votes })).to.equal(Date.parse(at(1)) + 60_000);
    expect(graceEndsAt({ proposal, votes })).to.equal(Date.parse(at(1)));
  });
});
