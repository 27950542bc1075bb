// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

/** What is halted, and where each organization stands with what it stops. */
export const haltSchema = z.looseObject({
  channelID: z.string(),
  proposalID: z.string().exactOptional(),
  state: z.string(),
  decidedBy: z.string(),
  proposals: z.array(
    z.looseObject({
      ID: z.string(),
      status: z.string(),
      /** By MSP ID: the state of each step. */
      organizations: z.record(z.string(), z.record(z.string(), z.string())),
    }),
  ),
});

export type ShownHalt = z.output<typeof haltSchema>;
