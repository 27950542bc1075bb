// SPDX-License-Identifier: Apache-2.0

import { auditLines } from './audit-lines.js';
import { lineHash } from './line-hash.js';
import { parseAuditLine } from './parse-audit-line.js';

export interface AuditVerdict {
  /** Lines that are there. */
  readonly lines: number;
  /** Hex SHA-256 of the last line: who notes it can tell later whether lines were cut off the end. */
  readonly head: string;
  /** What is wrong, by line number from 1; empty when nothing is. */
  readonly faults: readonly { readonly line: number; readonly fault: string }[];
}

/** Goes through a whole log: every line must be one of ours, have the next number, and the hash of the one before. */
export async function verifyAudit(file: string): Promise<AuditVerdict> {
  const faults: { line: number; fault: string }[] = [];
  let lines = 0;
  let previous = lineHash('');
  let expected = 1;
  for await (const { text } of auditLines(file, 0)) {
    lines += 1;
    const entry = parseAuditLine(text);
    if (entry === undefined) {
      faults.push({ line: lines, fault: 'is not an entry' });
    } else if (entry.sequence !== expected || entry.previous !== previous) {
      faults.push({ line: lines, fault: `does not follow the line before: number ${String(entry.sequence)}` });
    }
    expected = (entry?.sequence ?? expected) + 1;
    previous = lineHash(text);
  }
  return { lines, head: previous, faults };
}
