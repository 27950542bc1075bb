// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Colours } from '../output/colours-for.js';
import { table } from '../output/table.js';

/** What happened to a resource: a change, or a vote on a membership. */
export const historyEntrySchema = z.looseObject({
  change: z.string(),
  mspID: z.string(),
  time: z.string(),
  comment: z.string().exactOptional(),
  revision: z.int().exactOptional(),
  motion: z.int().exactOptional(),
  status: z.string().exactOptional(),
});

export type ResourceHistoryEntry = z.output<typeof historyEntrySchema>;

/** A resource's history for a person. */
export function resourceHistoryText(entries: readonly ResourceHistoryEntry[], { dim }: Colours): string {
  return table({
    headings: ['TIME', 'ORGANIZATION', 'WHAT', 'REVISION', 'COMMENT'],
    rows: entries.map(({ time, mspID, change, motion, status, revision, comment = '' }) => [
      time,
      mspID,
      status === undefined ? change : `voted ${status} on motion ${motion ?? 0}`,
      revision === undefined ? '-' : String(revision),
      comment,
    ]),
    dim,
  });
}
