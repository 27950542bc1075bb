// SPDX-License-Identifier: Apache-2.0

import { minimalSets } from './minimal-sets.js';
import { satisfies } from './policy.js';
import { type CountedVotes, resolveVotes } from './resolve-votes.js';

/** What hypothetical votes would come to. */
export interface Simulation {
  readonly result: 'approved' | 'rejected' | 'open';
  /** Members that have not voted. */
  readonly pending: readonly string[];
  /**
   * Minimal sets of pending members that would approve by agreeing; one empty set when it is approved. Undefined when
   * there are too many members to tell.
   */
  readonly toApprove: readonly (readonly string[])[] | undefined;
  /** Minimal sets of pending members that would reject by disagreeing, in the same way. */
  readonly toReject: readonly (readonly string[])[] | undefined;
}

/** Counts votes as a decision does, and says who could decide what is left. Votes of strangers do not count. */
export function simulateVotes(votes: CountedVotes): Simulation {
  const { policy, members, agreed, disagreed } = votes;
  const pending = members.filter((mspID) => !agreed.has(mspID) && !disagreed.has(mspID));
  return {
    result: resolveVotes(votes),
    pending,
    toApprove: minimalSets(pending, (set) => satisfies(policy, members, new Set([...agreed, ...set]))),
    toReject: minimalSets(pending, (set) => {
      const possible = members.filter((mspID) => !disagreed.has(mspID) && !set.has(mspID));
      return !satisfies(policy, members, new Set(possible));
    }),
  };
}
