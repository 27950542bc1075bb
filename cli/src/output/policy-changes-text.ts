// SPDX-License-Identifier: Apache-2.0

import type { PolicyInForce } from '../governance/read-constitution.js';
import type { ShownPolicyChange } from '../resources/governance-proposals.js';
import { policyTermsText } from './policy-terms-text.js';

/** What changes of the constitution come to, a line a scope: `default: MAJORITY -> PERCENT(66)`. */
export function policyChangesText(
  changes: readonly ShownPolicyChange[],
  inForce: readonly PolicyInForce[],
): readonly string[] {
  return changes.map((change) => {
    const before = inForce.find(({ scope }) => scope === change.scope);
    return `${change.scope}: ${policyTermsText(before ?? {})} -> ${policyTermsText(change)}`;
  });
}
