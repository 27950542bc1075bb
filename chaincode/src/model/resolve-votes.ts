// SPDX-License-Identifier: Apache-2.0

import { type Policy, satisfies } from './policy.js';

export interface CountedVotes {
  readonly policy: Policy;
  /** MSP IDs of those who decide. */
  readonly members: readonly string[];
  readonly agreed: ReadonlySet<string>;
  readonly disagreed: ReadonlySet<string>;
}

/**
 * What votes come to: approved when those in favour satisfy the policy, rejected when all that have not voted against
 * could no longer satisfy it, else open. Policies are monotone, so the first two exclude each other and are final.
 */
export function resolveVotes({ policy, members, agreed, disagreed }: CountedVotes): 'approved' | 'rejected' | 'open' {
  if (satisfies(policy, members, agreed)) {
    return 'approved';
  }
  const possible = new Set(members.filter((mspID) => !disagreed.has(mspID)));
  return satisfies(policy, members, possible) ? 'open' : 'rejected';
}
