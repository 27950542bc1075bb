// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check';
import type { Policy } from '../../src/model/index.js';

/** Random monotone policy trees over some organizations, one of them a stranger to the electorate. */
export function policyArbitrary(organizations: readonly string[]): fc.Arbitrary<Policy> {
  const { tree } = fc.letrec<{ tree: Policy }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constant<Policy>({ type: 'majority' }),
      fc.record({ type: fc.constant('threshold' as const), n: fc.integer({ min: 1, max: organizations.length + 1 }) }),
      fc.record({ type: fc.constant('percentage' as const), percent: fc.integer({ min: 1, max: 100 }) }),
      fc.record({
        type: fc.constant('organization' as const),
        mspID: fc.constantFrom(...organizations, 'StrangerMSP'),
      }),
      fc
        .dictionary(fc.constantFrom(...organizations, 'StrangerMSP'), fc.integer({ min: 1, max: 9 }), { minKeys: 1 })
        .chain((weights) =>
          fc.record({
            type: fc.constant('weights' as const),
            weights: fc.constant(weights),
            atLeast: fc.integer({ min: 1, max: Object.values(weights).reduce((sum, weight) => sum + weight, 0) }),
          }),
        ),
      fc.record({
        type: fc.constantFrom('and' as const, 'or' as const),
        rules: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
      }),
      fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).chain((rules) =>
        fc.record({
          type: fc.constant('outOf' as const),
          n: fc.integer({ min: 1, max: rules.length }),
          rules: fc.constant(rules),
        }),
      ),
    ),
  }));
  return tree;
}
