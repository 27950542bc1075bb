// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { policyProblem } from '../policy-problem.js';
import { nameSchema } from '../schema/name-schema.js';
import { anyCaseObject } from './any-case-object.js';

const rule = anyCaseObject({ Type: z.enum(['ImplicitMeta', 'Signature']), Rule: z.string() })
  .transform(({ Type, Rule }) => ({ type: Type, rule: Rule }))
  .superRefine((policy, context) => {
    const problem = policyProblem(policy);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', path: ['Rule'], message: problem });
    }
  });

/** Policies with the field names of configtx.yaml. */
export const policiesSection = z.record(nameSchema, rule);
