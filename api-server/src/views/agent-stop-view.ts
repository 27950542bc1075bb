// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { subjectViewSchema } from './subject-view-schema.js';

/** Whether an organization has stopped its agents, in answers. */
export const agentStopSchema = z.strictObject({
  mspID: z.string(),
  stopped: z.boolean(),
  comment: z.string(),
  subject: subjectViewSchema.exactOptional(),
  time: z.string().meta({ description: 'ISO 8601, UTC: since when.' }),
});

/** That the own agents have been told, in answers. */
export const agentToldSchema = z.strictObject({
  mspID: z.string(),
  stopped: z.boolean(),
  transactionID: z.string(),
  blockNumber: z.string().meta({ description: 'Decimal text: 64 bits.' }),
});
