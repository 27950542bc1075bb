// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Subject } from '../subject.js';

/** On whose word an organization decided: see {@link Subject}. */
export const subjectSchema = z.strictObject({
  issuer: z.string().min(1, 'must not be empty').max(256, 'must have at most 256 characters'),
  subjectHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal characters'),
}) satisfies z.ZodType<Subject>;

/** In every request that a person may stand behind. */
export const attributedFields = { subject: subjectSchema.exactOptional() };
