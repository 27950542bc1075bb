// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { VoteRequest } from '../contract-client.js';
import { proposalIDSchema } from './fabric-name-schemas.js';
import { subjectSchema } from './subject-schema.js';
import { commentSchema, digestSchema } from './text-schemas.js';

/** The argument of `proposals:Vote`. */
export const voteRequestSchema = z.strictObject({
  id: proposalIDSchema,
  status: z.enum(['agreed', 'disagreed'], 'must be agreed or disagreed'),
  comment: commentSchema.default(''),
  digest: digestSchema,
  subject: subjectSchema.exactOptional(),
}) satisfies z.ZodType<VoteRequest>;
