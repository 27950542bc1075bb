// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { WithdrawRequest } from '../contract-client.js';
import { proposalIDSchema } from './fabric-name-schemas.js';
import { subjectSchema } from './subject-schema.js';
import { commentSchema } from './text-schemas.js';

/** The argument of `proposals:Withdraw`. */
export const withdrawRequestSchema = z.strictObject({
  id: proposalIDSchema,
  comment: commentSchema.default(''),
  subject: subjectSchema.exactOptional(),
}) satisfies z.ZodType<WithdrawRequest>;
