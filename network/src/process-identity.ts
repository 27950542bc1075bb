// SPDX-License-Identifier: Apache-2.0

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process that is told from a later one with the same process ID. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started and its command line, as the operating system tells them. */
  readonly fingerprint: string;
}

/** Undefined: no such process (a zombie counts as none). */
export async function processIdentity(pid: number): Promise<ProcessIdentity | undefined> {
  const fingerprint = existsSync('/proc/self/stat') ? await fromProc(pid) : await fromPs(pid);
  return fingerprint === undefined ? undefined : { pid, fingerprint };
}

/** Whether the very process that was identified once still runs. */
export async function isRunning({ pid, fingerprint }: ProcessIdentity): Promise<boolean> {
  return (await processIdentity(pid))?.fingerprint === fingerprint;
}

async function fromProc(pid: number): Promise<string | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The name in parentheses may hold spaces; after it come state (3rd field) … start time (22nd), see proc(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTime] = [fields[0], fields[19]];
    return state === 'Z' || startTime === undefined
      ? undefined
      : `${startTime} ${command.replaceAll('\0', ' ').trim()}`;
  } catch {
    return undefined;
  }
}

async function fromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-o', 'command=', '-p', String(pid)]);
    return stdout.trim() === '' ? undefined : stdout.trim();
  } catch {
    return undefined;
  }
}
