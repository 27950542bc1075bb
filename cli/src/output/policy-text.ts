// SPDX-License-Identifier: Apache-2.0

import type { Policy } from '@opssc/chaincode/model';
import { canonicalJson } from '../votes/canonical-json.js';

/**
 * A policy in its text form, as the contracts read it: computed here from what is voted on, whatever text the server has
 * beside it. A form that is not known is shown as it is.
 */
export function policyText(policy: unknown): string {
  const known = (policy ?? {}) as Policy;
  switch (known.type) {
    case 'majority':
      return 'MAJORITY';
    case 'threshold':
      return known.n === 1 ? 'ANY' : `ATLEAST(${known.n})`;
    case 'percentage':
      return known.percent === 100 ? 'ALL' : `PERCENT(${known.percent})`;
    case 'organization':
      return `'${known.mspID}'`;
    case 'weights':
      return `WEIGHTED(${[known.atLeast, ...weightsOf(known.weights)].join(', ')})`;
    case 'and':
      return `AND(${known.rules.map(policyText).join(', ')})`;
    case 'or':
      return `OR(${known.rules.map(policyText).join(', ')})`;
    case 'outOf':
      return `OutOf(${[known.n, ...known.rules.map(policyText)].join(', ')})`;
    default:
      return canonicalJson(policy);
  }
}

function weightsOf(weights: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(weights)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([mspID, weight]) => `'${mspID}':${weight}`);
}
