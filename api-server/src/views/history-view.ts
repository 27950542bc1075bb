// SPDX-License-Identifier: Apache-2.0

import { type HistoryEntry, taskIDSchema } from '@opssc/chaincode/model';
import { z } from 'zod';
import { subjectViewSchema } from './subject-view-schema.js';
import { compositeKey } from './composite-key.js';

const historyEntrySchema = z.strictObject({
  docType: z.literal('history'),
  proposalID: z.string(),
  taskID: taskIDSchema,
  orgID: z.string().meta({ description: 'MSP ID of the organization.' }),
  status: z.string().meta({ description: '`agreed`, `disagreed`; `success`, `failure`, `waiting`.' }),
  data: z.string(),
  subject: subjectViewSchema.exactOptional(),
  time: z.string(),
});

/** What each organization did about a proposal, in v0.4's shape: a map by v0.4's ledger keys. */
export const historiesSchema = z.record(z.string(), historyEntrySchema);

export function historiesView(entries: readonly HistoryEntry[]): z.output<typeof historiesSchema> {
  return Object.fromEntries(
    entries.map((entry) => {
      const { proposalID, taskID, orgID } = entry;
      return [compositeKey('history', [proposalID, taskID, orgID]), { docType: 'history' as const, ...entry }];
    }),
  );
}
