// SPDX-License-Identifier: Apache-2.0

import { type AuditEntry, auditEntrySchema } from './audit-entry.js';

/** The entry of a line; undefined when the line is something else, such as one that was cut off by a crash. */
export function parseAuditLine(text: string): AuditEntry | undefined {
  try {
    return auditEntrySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
