// SPDX-License-Identifier: Apache-2.0

import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../cli-error.js';

/** Milliseconds. */
export interface LockTiming {
  /** Until a lock of another machine counts as left behind: far longer than anybody holds one. */
  readonly stale: number;
  /** For the lock, before it is given up. */
  readonly patience: number;
  /** Between two attempts. */
  readonly interval: number;
}

export interface FileLockOptions<T> {
  readonly file: string;
  readonly use: () => Promise<T>;
  readonly timing?: LockTiming;
}

const defaultTiming: LockTiming = { stale: 120_000, patience: 60_000, interval: 25 };

/**
 * Runs one after the other what several processes of a user would do at once about a file. The lock is the file
 * `FILE.lock`; one whose process is gone is taken over.
 *
 * @throws CliError when it is not to be had; whatever `use` throws
 */
export async function withFileLock<T>({ file, use, timing = defaultTiming }: FileLockOptions<T>): Promise<T> {
  const lock = `${file}.lock`;
  const owner = { host: hostname(), pid: process.pid, nonce: randomUUID() };
  const own = `${lock}.${owner.nonce}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(own, JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
  try {
    await acquire({ lock, own, timing });
    try {
      return await use();
    } finally {
      await rm(lock, { force: true });
    }
  } finally {
    await rm(own, { force: true });
  }
}

interface AcquireOptions {
  readonly lock: string;
  /** A file that says who we are: it becomes the lock by a link, which is there whole or not at all. */
  readonly own: string;
  readonly timing: LockTiming;
}

async function acquire({ lock, own, timing }: AcquireOptions): Promise<void> {
  const deadline = performance.now() + timing.patience;
  while (!(await tryLink(own, lock))) {
    if (performance.now() > deadline) {
      throw new CliError(`${lock} is held by another opssc process: remove it if there is none`);
    }
    const held = await readFile(lock, 'utf8').catch(() => undefined);
    if (held !== undefined && (await isLeftBehind(lock, held, timing))) {
      await breakLock(lock, held);
    } else {
      await delay(timing.interval);
    }
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function isLeftBehind(lock: string, held: string, { stale }: LockTiming): Promise<boolean> {
  const { host, pid } = ownerIn(held);
  if (host === hostname() && pid !== undefined) {
    return !isRunning(pid);
  }
  const age = await stat(lock).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > stale;
}

function ownerIn(held: string): { readonly host?: unknown; readonly pid?: number } {
  try {
    return JSON.parse(held) as { readonly host?: unknown; readonly pid?: number };
  } catch {
    return {};
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** Moved away rather than removed: if somebody was faster and it is theirs by now, it is put back. */
async function breakLock(lock: string, held: string): Promise<void> {
  const gone = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, gone);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return;
    }
    throw error;
  }
  if ((await readFile(gone, 'utf8')) !== held) {
    await tryLink(gone, lock);
  }
  await rm(gone, { force: true });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
