// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ReceiptRequest } from '../contract-client.js';
import { proposalIDSchema } from './fabric-name-schemas.js';
import { blockNumberSchema, detailSchema, transactionIDSchema } from './text-schemas.js';

const observedSchema = z.strictObject({
  packageID: z.string().max(250, 'must have at most 250 characters').exactOptional(),
  peers: z.array(z.string().max(300)).max(100, 'must have at most 100 peers').exactOptional(),
  transactionID: transactionIDSchema.exactOptional(),
  block: blockNumberSchema.exactOptional(),
});

/** The argument of `execution:PutReceipt`. */
export const receiptRequestSchema = z.strictObject({
  id: proposalIDSchema,
  step: z.enum(['verify', 'install', 'service', 'approve', 'commit', 'apply'], 'must be a step'),
  state: z.enum(['done', 'waiting', 'failed', 'refused'], 'must be done, waiting, failed or refused'),
  detail: detailSchema,
  observed: observedSchema.default({}),
}) satisfies z.ZodType<ReceiptRequest>;
