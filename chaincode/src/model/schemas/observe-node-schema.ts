// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ObserveNodeRequest } from '../resources/resources-client.js';
import { channelIDSchema } from './fabric-name-schemas.js';
import { resourceRefFields } from './resource-ref-schema.js';
import { attributedFields } from './subject-schema.js';
import { blockNumberSchema } from './text-schemas.js';

/** The argument of `resources:ObserveNode`: what is left out is unknown. */
export const observeNodeSchema = z.strictObject({
  environmentID: resourceRefFields.node.environmentID,
  name: resourceRefFields.node.name,
  version: z.string().min(1, 'must not be empty').max(64, 'must have at most 64 characters').exactOptional(),
  role: z
    .string()
    .max(64, 'must have at most 64 characters')
    .regex(/^[a-z][a-z-]*$/, 'must be lower-case letters and -, such as leader')
    .exactOptional(),
  heights: z
    .record(channelIDSchema, blockNumberSchema)
    .refine((heights) => Object.keys(heights).length <= 100, 'must have at most 100 channels')
    .exactOptional(),
  ...attributedFields,
}) satisfies z.ZodType<ObserveNodeRequest>;
