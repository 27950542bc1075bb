// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { OutcomeRequest } from '../contract-client.js';
import { proposalIDSchema } from './fabric-name-schemas.js';
import { blockNumberSchema, detailSchema, transactionIDSchema } from './text-schemas.js';

/** The argument of `execution:PutOutcome`. */
export const outcomeRequestSchema = z.strictObject({
  id: proposalIDSchema,
  status: z.enum(['committed', 'failed'], 'must be committed or failed'),
  detail: detailSchema,
  transactionID: transactionIDSchema.exactOptional(),
  block: blockNumberSchema.exactOptional(),
}) satisfies z.ZodType<OutcomeRequest>;
