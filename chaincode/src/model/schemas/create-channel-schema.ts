// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { CreateChannel } from '../proposal.js';
import type { JsonObject } from '../json.js';
import { requireBoundedBody, requireBoundedJson } from './bounded-json.js';
import { channelIDSchema, mspIDsSchema } from './fabric-name-schemas.js';

/** A body of the kind `create-channel`; the organizations come out in ascending order. */
export const createChannelSchema = z
  .strictObject({
    kind: z.literal('create-channel'),
    channelID: channelIDSchema,
    organizations: mspIDsSchema,
    profile: z
      .looseObject({})
      .superRefine(requireBoundedJson)
      .transform((profile) => profile as JsonObject),
  })
  .superRefine(requireBoundedBody) satisfies z.ZodType<CreateChannel>;
