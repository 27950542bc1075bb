// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { OpsContext } from '../contracts/ops-context.js';
import { readFacts } from '../ledger/read-facts.js';
import { history, type HistoryEntry, type historyRequestSchema } from '../model/index.js';

/** What each organization did about one proposal, for one task or for all. */
export async function getHistory(
  { ledger }: OpsContext,
  { id, taskID }: z.output<typeof historyRequestSchema>,
): Promise<readonly HistoryEntry[]> {
  return history(await readFacts(ledger, id), taskID);
}
