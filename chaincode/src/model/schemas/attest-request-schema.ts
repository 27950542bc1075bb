// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { byteOrder } from '../byte-order.js';
import { channelIDSchema, mspIDSchema } from './fabric-name-schemas.js';

/** The argument of `registry:Attest`; the members come out in ascending order. */
export const attestRequestSchema = z.strictObject({
  channelID: channelIDSchema,
  members: z
    .array(mspIDSchema)
    .min(1, 'must have a member')
    .max(500, 'must have at most 500 members')
    .refine((members) => new Set(members).size === members.length, 'must not repeat a member')
    .transform((members) => members.toSorted(byteOrder)),
  configSequence: z.int('must be a whole number up to 9007199254740991').min(0, 'must not be negative'),
});
