// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** One change on the ops-channel, as the stream of events has it. */
export const opsChangeSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  proposalID: z.string().optional(),
  channelID: z.string().optional(),
  status: z.string().optional(),
  statuses: z.record(z.string(), z.string()).optional(),
});

export type OpsChange = z.output<typeof opsChangeSchema>;
