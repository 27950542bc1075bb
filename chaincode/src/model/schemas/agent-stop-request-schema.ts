// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { attributedFields } from './subject-schema.js';
import { commentSchema } from './text-schemas.js';

/** The argument of `governance:SetAgent`. */
export const agentStopRequestSchema = z.strictObject({
  stopped: z.boolean('must be true or false'),
  comment: commentSchema.default(''),
  ...attributedFields,
});

/** The argument of queries that need none. */
export const noArgumentSchema = z.strictObject({});
