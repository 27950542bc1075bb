// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ReceiptRequest } from '../contract-client.js';
import { mspIDSchema, proposalIDSchema } from './fabric-name-schemas.js';
import {
  blockNumberSchema,
  configSequenceSchema,
  detailSchema,
  digestSchema,
  transactionIDSchema,
} from './text-schemas.js';

const nodesSchema = z.array(z.string().max(300)).max(100, 'must have at most 100 nodes');

const observedSchema = z.strictObject({
  packageID: z.string().max(250, 'must have at most 250 characters').exactOptional(),
  peers: nodesSchema.exactOptional(),
  transactionID: transactionIDSchema.exactOptional(),
  block: blockNumberSchema.exactOptional(),
  updateDigest: digestSchema.exactOptional(),
  configSequence: configSequenceSchema.exactOptional(),
  awaiting: z.array(mspIDSchema).max(500, 'must have at most 500 organizations').exactOptional(),
  orderers: nodesSchema.exactOptional(),
});

/** The argument of `execution:PutReceipt`. */
export const receiptRequestSchema = z.strictObject({
  id: proposalIDSchema,
  step: z.enum(
    ['verify', 'install', 'service', 'approve', 'sign', 'join', 'commit', 'apply', 'halt'],
    'must be a step',
  ),
  state: z.enum(['done', 'waiting', 'failed', 'refused'], 'must be done, waiting, failed or refused'),
  detail: detailSchema,
  observed: observedSchema.default({}),
}) satisfies z.ZodType<ReceiptRequest>;
