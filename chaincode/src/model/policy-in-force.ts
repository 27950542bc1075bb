// SPDX-License-Identifier: Apache-2.0

import type { PolicyEntry, PolicyTerms } from './constitution.js';
import { type Policy, satisfies } from './policy.js';

/** What a proposal is decided by. */
export interface PolicyInForce extends PolicyTerms {
  /** The scope whose entry holds; absent: none does, and the majority decides. */
  readonly scope?: string;
}

/**
 * The terms of the most specific scope that has an entry.
 *
 * @param scopes the most specific first, see `policyScopesOf`
 */
export function policyInForce(scopes: readonly string[], entries: readonly PolicyEntry[]): PolicyInForce {
  for (const scope of scopes) {
    const terms = entries.find((entry) => entry.scope === scope)?.terms;
    if (terms !== undefined) {
      return { ...terms, scope };
    }
  }
  return { policy: { type: 'majority' } };
}

/**
 * The policy for these members: where all of them together could not satisfy it, since it names organizations that are
 * gone, they decide unanimously. So no policy locks anything for ever, and none is met by fewer than it asks for.
 */
export function policyForMembers(policy: Policy, members: readonly string[]): Policy {
  return satisfies(policy, members, new Set(members)) ? policy : { type: 'percentage', percent: 100 };
}
