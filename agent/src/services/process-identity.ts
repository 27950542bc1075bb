// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';

/** A process that cannot be mistaken for a later one of the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** In clock ticks since boot, as /proc has it. */
  readonly startTime: string;
}

/** Reads a line in the form of /proc/PID/stat; undefined when it is torn or something else. */
export function parseProcessStat(line: string): (ProcessIdentity & { readonly ended: boolean }) | undefined {
  // The command, in parentheses, may itself contain spaces and parentheses.
  const match = /^(\d+) \(.*\) (\S+(?: \S+){19,})\s*$/s.exec(line);
  const fields = match?.[2]?.split(' ');
  const startTime = fields?.[19];
  if (match?.[1] === undefined || startTime === undefined || !/^\d+$/.test(startTime)) {
    return undefined;
  }
  return { pid: Number(match[1]), startTime, ended: fields?.[0] === 'Z' || fields?.[0] === 'X' };
}

/** Whether this very process is still there. Always false on systems without /proc. */
export async function isAlive({ pid, startTime }: ProcessIdentity): Promise<boolean> {
  try {
    const now = parseProcessStat(await readFile(`/proc/${pid}/stat`, 'utf8'));
    return now !== undefined && now.startTime === startTime && !now.ended;
  } catch {
    return false;
  }
}
