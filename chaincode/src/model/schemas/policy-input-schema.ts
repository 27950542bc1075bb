// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { parsePolicyText, PolicySyntaxError } from '../parse-policy-text.js';
import { policyLimits } from '../policy-limits.js';
import { policySchema } from './policy-schema.js';

/** A policy as a tree, or in its text form; it comes out as a tree. */
export const policyInputSchema = z
  .unknown()
  .transform((value, context) => {
    if (typeof value !== 'string') {
      return value;
    }
    if (value.length > policyLimits.textLength) {
      context.addIssue({ code: 'custom', message: `must have at most ${policyLimits.textLength} characters` });
      return z.NEVER;
    }
    try {
      return parsePolicyText(value);
    } catch (error) {
      if (!(error instanceof PolicySyntaxError)) {
        throw error;
      }
      context.addIssue({ code: 'custom', message: `must be a policy: ${error.message}` });
      return z.NEVER;
    }
  })
  .pipe(policySchema);
