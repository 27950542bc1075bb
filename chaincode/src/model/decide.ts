// SPDX-License-Identifier: Apache-2.0

import type { Vote, Withdrawal } from './facts.js';
import type { Electorate, Proposal } from './proposal.js';
import { resolveVotes } from './resolve-votes.js';
import type { Decision } from './view.js';

export interface DecisionFacts {
  readonly proposal: Proposal;
  /** In any order; the ledger holds at most one an organization. */
  readonly votes: readonly Vote[];
  readonly withdrawal?: Withdrawal;
}

export interface DecideOptions {
  /** Of whatever is voted on: who decides how, and until when. */
  readonly proposal: { readonly electorate: Pick<Electorate, 'members' | 'policy'>; readonly expires: string };
  readonly votes: readonly CountedVote[];
  readonly withdrawal?: Withdrawal;
  /** The time to decide for: of the transaction in a contract, of the clock elsewhere. */
  readonly now: Date;
}

type CountedVote = Pick<Vote, 'mspID' | 'status' | 'time'>;

/**
 * The decision that the facts give, the same for everyone: withdrawn, else approved when the organizations in favour
 * satisfy the policy, else rejected when all that have not voted against could no longer satisfy it, else expired after
 * the deadline, else still proposed.
 *
 * Policies are monotone, so approved and rejected exclude each other, the order of votes does not matter, and more votes
 * never change approved or rejected. Votes of organizations outside the electorate and votes after the deadline do not
 * count.
 */
export function decide({ proposal, votes, withdrawal, now }: DecideOptions): Decision {
  if (withdrawal !== undefined) {
    return 'withdrawn';
  }
  const { members, policy } = proposal.electorate;
  const deadline = Date.parse(proposal.expires);
  const inTime = votes.filter((vote) => Date.parse(vote.time) <= deadline);
  const resolved = resolveVotes({
    policy,
    members,
    agreed: organizations(inTime, 'agreed'),
    disagreed: organizations(inTime, 'disagreed'),
  });
  if (resolved !== 'open') {
    return resolved;
  }
  return now.getTime() > deadline ? 'expired' : 'proposed';
}

function organizations(votes: readonly CountedVote[], status: Vote['status']): ReadonlySet<string> {
  return new Set(votes.filter((vote) => vote.status === status).map((vote) => vote.mspID));
}
