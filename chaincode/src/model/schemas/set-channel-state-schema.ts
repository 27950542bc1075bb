// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { SetChannelState } from '../proposal.js';
import { channelIDSchema } from './fabric-name-schemas.js';

/** A body of the kind `set-channel-state`. */
export const setChannelStateSchema = z.strictObject({
  kind: z.literal('set-channel-state'),
  channelID: channelIDSchema,
  state: z.enum(['application', 'disabled'], 'must be application or disabled'),
}) satisfies z.ZodType<SetChannelState>;
