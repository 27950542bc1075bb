// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { policyLimits } from '../policy-limits.js';
import type { Policy } from '../policy.js';
import { mspIDSchema } from './fabric-name-schemas.js';

const { rules: maxRules, depth: maxDepth, weight: maxWeight } = policyLimits;

const countSchema = z.int32('must be a whole number').min(1, 'must be 1 or more');

const weightText = `must be 1 to ${maxWeight}`;

const rulesSchema = z.lazy(() => z.array(ruleSchema).min(1, 'must have a rule').max(maxRules));

const ruleSchema: z.ZodType<Policy> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('majority') }),
  z.strictObject({ type: z.literal('threshold'), n: countSchema }),
  z.strictObject({
    type: z.literal('percentage'),
    percent: z.int('must be a whole number').min(1, 'must be 1 to 100').max(100, 'must be 1 to 100'),
  }),
  z.strictObject({ type: z.literal('organization'), mspID: mspIDSchema }),
  z
    .strictObject({
      type: z.literal('weights'),
      weights: z
        .record(mspIDSchema, z.int32('must be a whole number').min(1, weightText).max(maxWeight, weightText))
        .refine((weights) => Object.keys(weights).length > 0, 'must have a weight'),
      atLeast: countSchema,
    })
    .refine(({ weights, atLeast }) => atLeast <= sumOf(weights), {
      message: 'must be at most the sum of the weights',
      path: ['atLeast'],
    }),
  z.strictObject({ type: z.literal('and'), rules: rulesSchema }),
  z.strictObject({ type: z.literal('or'), rules: rulesSchema }),
  z
    .strictObject({ type: z.literal('outOf'), n: countSchema, rules: rulesSchema })
    .refine(({ n, rules }) => n <= rules.length, { message: 'must be at most the number of rules', path: ['n'] }),
]);

/** Any monotone policy tree, of bounded size. */
export const policySchema = z
  .unknown()
  .refine(isBounded, { message: `must have at most ${maxRules} rules, nested at most ${maxDepth} deep`, abort: true })
  .pipe(ruleSchema);

/** Measured before anything recurses into it. */
function isBounded(policy: unknown): boolean {
  let count = 0;
  let level: readonly unknown[] = [policy];
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.reduce<number>((sum, rule) => sum + 1 + weightsOf(rule), 0);
    if (depth > maxDepth || count > maxRules) {
      return false;
    }
    level = level.flatMap(rulesOf);
  }
  return true;
}

function rulesOf(policy: unknown): readonly unknown[] {
  const { rules } = (policy ?? {}) as { readonly rules?: unknown };
  return Array.isArray(rules) ? (rules as readonly unknown[]) : [];
}

function weightsOf(policy: unknown): number {
  const { weights } = (policy ?? {}) as { readonly weights?: unknown };
  return typeof weights === 'object' && weights !== null ? Object.keys(weights).length : 0;
}

function sumOf(weights: Readonly<Record<string, number>>): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0);
}
