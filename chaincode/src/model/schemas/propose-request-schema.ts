// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { proposalIDSchema } from './fabric-name-schemas.js';
import { policySchema } from './policy-schema.js';
import { proposalBodySchema } from './proposal-body-schema.js';
import { commentSchema } from './text-schemas.js';

/** The argument of `proposals:Propose`, complete with its defaults except for the deadline. */
export const proposeRequestSchema = z.strictObject({
  id: proposalIDSchema,
  body: proposalBodySchema,
  description: commentSchema.exactOptional(),
  policy: policySchema.exactOptional(),
  expires: z.iso
    .datetime({ offset: true, error: 'must be a time in ISO 8601, such as 2030-01-31T12:00:00Z' })
    .exactOptional(),
  vote: z.boolean('must be true or false').default(true),
});
