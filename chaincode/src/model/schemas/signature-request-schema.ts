// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { SignatureRequest } from '../contract-client.js';
import { proposalIDSchema } from './fabric-name-schemas.js';
import { base64Schema, configSequenceSchema, digestSchema } from './text-schemas.js';

/** The argument of `execution:PutSignature`. */
export const signatureRequestSchema = z.strictObject({
  id: proposalIDSchema,
  updateDigest: digestSchema,
  configSequence: configSequenceSchema,
  signature: base64Schema(16 * 1024),
}) satisfies z.ZodType<SignatureRequest>;
