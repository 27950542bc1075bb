// SPDX-License-Identifier: Apache-2.0

import type { HistoryEntry } from '@opssc/chaincode/model';
import type { Colours } from './colours-for.js';
import { table } from './table.js';

/** A history as the API has it. */
export type ShownHistoryEntry = Readonly<Record<Exclude<keyof HistoryEntry, 'subject'>, string>>;

/** A proposal's history for a person. */
export function historyText(entries: readonly ShownHistoryEntry[], colours: Colours): string {
  if (entries.length === 0) {
    return 'nothing happened yet\n';
  }
  return table({
    headings: ['TIME', 'PROPOSAL', 'ORGANIZATION', 'TASK', 'STATUS', 'DETAIL'],
    rows: entries.map(({ time, proposalID, orgID, taskID, status, data }) => [
      time,
      proposalID,
      orgID,
      taskID,
      status,
      data,
    ]),
    dim: colours.dim,
  });
}
