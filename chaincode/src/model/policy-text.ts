// SPDX-License-Identifier: Apache-2.0

import { byteOrder } from './byte-order.js';
import type { Policy } from './policy.js';

/** The text form of a policy, which `parsePolicyText` reads: parsed again it is the same policy. */
export function policyText(policy: Policy): string {
  switch (policy.type) {
    case 'majority':
      return 'MAJORITY';
    case 'threshold':
      return policy.n === 1 ? 'ANY' : `ATLEAST(${policy.n})`;
    case 'percentage':
      return policy.percent === 100 ? 'ALL' : `PERCENT(${policy.percent})`;
    case 'organization':
      return `'${policy.mspID}'`;
    case 'weights':
      return `WEIGHTED(${[String(policy.atLeast), ...weightTexts(policy.weights)].join(', ')})`;
    case 'and':
      return `AND(${policy.rules.map(policyText).join(', ')})`;
    case 'or':
      return `OR(${policy.rules.map(policyText).join(', ')})`;
    case 'outOf':
      return `OutOf(${[String(policy.n), ...policy.rules.map(policyText)].join(', ')})`;
  }
}

function weightTexts(weights: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(weights)
    .sort(([left], [right]) => byteOrder(left, right))
    .map(([mspID, weight]) => `'${mspID}':${weight}`);
}
