// SPDX-License-Identifier: Apache-2.0

import type { AuditEntry } from './audit-entry.js';
import { auditLines } from './audit-lines.js';
import { parseAuditLine } from './parse-audit-line.js';

export interface ReadAuditOptions {
  readonly file: string;
  /** Bytes from the start of the file: where the page before ended. */
  readonly start: number;
  readonly pageSize: number;
  /** Whether an entry is wanted. */
  readonly fits: (entry: AuditEntry) => boolean;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Where the next page starts; undefined at the end of the log. */
  readonly next: number | undefined;
}

/** Lines that one page looks at, so that a filter which fits nothing costs no more than one that does. */
const maxLines = 20_000;

/** A page of the log, oldest first. Lines that are no entries are left out: `verifyAudit` tells of them. */
export async function readAudit({ file, start, pageSize, fits }: ReadAuditOptions): Promise<AuditPage> {
  const entries: AuditEntry[] = [];
  let lines = 0;
  let place = start;
  for await (const { text, next } of auditLines(file, start)) {
    if (entries.length === pageSize || lines === maxLines) {
      return { entries, next: place };
    }
    lines += 1;
    place = next;
    const entry = parseAuditLine(text);
    if (entry !== undefined && fits(entry)) {
      entries.push(entry);
    }
  }
  return { entries, next: undefined };
}
