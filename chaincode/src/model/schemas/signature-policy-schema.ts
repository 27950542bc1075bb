// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { parseSignaturePolicyText, SignaturePolicySyntaxError } from '../signature-policy-text.js';

/** The text of a signature policy, checked with the position of what is wrong. */
export const signaturePolicySchema = z
  .string()
  .max(10_000, 'must have at most 10000 characters')
  .superRefine((text, context) => {
    try {
      parseSignaturePolicyText(text);
    } catch (error) {
      if (!(error instanceof SignaturePolicySyntaxError)) {
        throw error;
      }
      context.addIssue({ code: 'custom', message: `is not a signature policy: ${error.message}` });
    }
  });
