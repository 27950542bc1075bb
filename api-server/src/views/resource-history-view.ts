// SPDX-License-Identifier: Apache-2.0

import type { ResourceHistoryEntry } from '@opssc/chaincode/model';
import { z } from 'zod';
import { without } from '../without.js';
import { subjectViewSchema } from './subject-view-schema.js';

/** What happened to a resource, by time: changes with what they left, and votes on a membership. */
export const resourceHistorySchema = z.array(
  z.strictObject({
    change: z.string().meta({ description: '`created`, `updated`, `voted`, …' }),
    mspID: z.string().meta({ description: 'MSP ID of who did it.' }),
    time: z.string().meta({ description: 'ISO 8601, UTC: of the transaction.' }),
    comment: z.string().exactOptional(),
    subject: subjectViewSchema.exactOptional(),
    revision: z.int().exactOptional(),
    resource: z
      .record(z.string(), z.unknown())
      .exactOptional()
      .meta({ description: 'The resource as the change left it.' }),
    motion: z.int().exactOptional().meta({ description: 'For `voted`.' }),
    status: z.enum(['agreed', 'disagreed']).exactOptional().meta({ description: 'For `voted`.' }),
  }),
);

export function resourceHistoryView(entries: readonly ResourceHistoryEntry[]): z.output<typeof resourceHistorySchema> {
  return entries.map((entry) => {
    if (entry.change === 'voted') {
      return { ...entry };
    }
    const { resource } = entry;
    // Hashes of secrets stay on the ledger.
    return { ...entry, resource: { ...(resource.kind === 'credential' ? without(resource, 'secretHash') : resource) } };
  });
}
