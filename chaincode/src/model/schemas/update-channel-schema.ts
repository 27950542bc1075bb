// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { channelOperationNames } from '../channel-operation-names.js';
import type { UpdateChannel } from '../proposal.js';
import { requireBoundedBody, requireBoundedJson } from './bounded-json.js';
import { channelIDSchema } from './fabric-name-schemas.js';

/** One change of a channel's configuration: a known name, and JSON of bounded size that agents and API look into. */
export const channelOperationSchema = z
  .looseObject({ operation: z.enum(channelOperationNames, `must be one of ${channelOperationNames.join(', ')}`) })
  .superRefine(requireBoundedJson);

/** A body of the kind `update-channel`. */
export const updateChannelSchema = z
  .strictObject({
    kind: z.literal('update-channel'),
    channelID: channelIDSchema,
    operations: z
      .array(channelOperationSchema)
      .min(1, 'must have an operation')
      .max(100, 'must have at most 100 operations'),
  })
  .superRefine(requireBoundedBody) satisfies z.ZodType<UpdateChannel>;
