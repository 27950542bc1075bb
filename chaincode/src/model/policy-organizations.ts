// SPDX-License-Identifier: Apache-2.0

import type { Policy } from './policy.js';

/** The MSP IDs that a policy names, in the order of the text; with repetitions. */
export function policyOrganizations(policy: Policy): readonly string[] {
  switch (policy.type) {
    case 'organization':
      return [policy.mspID];
    case 'weights':
      return Object.keys(policy.weights);
    case 'and':
    case 'or':
    case 'outOf':
      return policy.rules.flatMap(policyOrganizations);
    default:
      return [];
  }
}
