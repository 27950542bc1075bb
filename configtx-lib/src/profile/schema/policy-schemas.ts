// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { policyProblem } from '../policy-problem.js';
import { nameSchema } from './name-schema.js';

export const policyRuleSchema = z
  .strictObject({ type: z.enum(['ImplicitMeta', 'Signature']), rule: z.string() })
  .superRefine((policy, context) => {
    const problem = policyProblem(policy);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', path: ['rule'], message: problem });
    }
  });

/** All policies of a group. */
export const policiesSchema = z.record(nameSchema, policyRuleSchema);

/** Some policies of a group, `null` for one that goes. */
export const policyChangesSchema = z.record(nameSchema, policyRuleSchema.nullable());
