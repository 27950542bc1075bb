// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Emergency } from '../proposal.js';
import { channelIDSchema, proposalIDSchema } from './fabric-name-schemas.js';

/** A body of the kind `emergency`. */
export const emergencySchema = z.strictObject({
  kind: z.literal('emergency'),
  channelID: channelIDSchema,
  proposalID: proposalIDSchema.exactOptional(),
  action: z.enum(['halt', 'resume'], 'must be halt or resume'),
}) satisfies z.ZodType<Emergency>;
