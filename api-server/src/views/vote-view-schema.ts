// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { subjectViewSchema } from './subject-view-schema.js';

/** A vote as it is on the ledger. */
export const voteViewSchema = z.strictObject({
  mspID: z.string().meta({ description: 'MSP ID of the organization.' }),
  status: z.enum(['agreed', 'disagreed']),
  comment: z.string(),
  digest: z.string().meta({ description: 'Of what was voted on.' }),
  subject: subjectViewSchema.exactOptional(),
  time: z.string().meta({ description: 'ISO 8601, UTC: of the transaction.' }),
});

export type VoteView = z.output<typeof voteViewSchema>;
