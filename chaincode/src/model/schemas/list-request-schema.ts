// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ListRequest } from '../contract-client.js';
import { channelIDSchema, chaincodeNameSchema } from './fabric-name-schemas.js';
import { statusSchema } from './status-schema.js';

/** The argument of `proposals:List`. */
export const listRequestSchema = z.strictObject({
  status: statusSchema.exactOptional(),
  channelID: channelIDSchema.exactOptional(),
  chaincodeName: chaincodeNameSchema.exactOptional(),
  pageSize: z.int('must be a whole number').min(1, 'must be 1 to 100').max(100, 'must be 1 to 100').default(50),
  bookmark: z
    .string()
    .max(200, 'must have at most 200 characters')
    .regex(/^(\d{16}\.[A-Za-z0-9._-]+)?$/, 'must be the bookmark of an earlier page')
    .default(''),
}) satisfies z.ZodType<ListRequest>;
