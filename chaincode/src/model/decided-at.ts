// SPDX-License-Identifier: Apache-2.0

import { byteOrder } from './byte-order.js';
import { decide, type DecisionFacts } from './decide.js';

/**
 * When the votes approved or rejected a proposal, ISO 8601: the time of the vote that was enough, in the order of the
 * times of the votes. Undefined for what is not decided by votes.
 */
export function decidedAt({ proposal, votes }: Pick<DecisionFacts, 'proposal' | 'votes'>): string | undefined {
  const inOrder = votes.toSorted((left, right) => byteOrder(left.time, right.time));
  const now = new Date(proposal.created);
  const count = inOrder.findIndex(
    (_, index) => decide({ proposal, votes: inOrder.slice(0, index + 1), now }) !== 'proposed',
  );
  return inOrder[count]?.time;
}

/**
 * Until when an approved proposal waits before anybody acts on it, in milliseconds since the epoch: its grace period after
 * the deciding vote, if the constitution gave it one.
 */
export function graceEndsAt(facts: Pick<DecisionFacts, 'proposal' | 'votes'>): number {
  const decided = decidedAt(facts);
  return decided === undefined ? 0 : Date.parse(decided) + 1000 * (facts.proposal.graceSeconds ?? 0);
}
