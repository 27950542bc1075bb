// SPDX-License-Identifier: Apache-2.0

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { NetworkError } from './network-error.js';
import { isRunning, type ProcessIdentity, processIdentity } from './process-identity.js';
import { waitUntil } from './wait-until.js';

/** `DIR/running.json`: who runs a network, and the node processes that it has started. */
export interface RunRecord {
  add(name: string, pid: number): Promise<void>;
  remove(name: string): Promise<void>;
  /** The network runs no more. */
  release(): Promise<void>;
}

const identitySchema = z.object({ pid: z.int().positive(), fingerprint: z.string() });
const recordSchema = z.object({ owner: identitySchema, processes: z.record(z.string(), identitySchema) });

type Recorded = z.output<typeof recordSchema>;

/**
 * Takes a network's folder for this process. Node processes that a killed owner left behind are ended first.
 *
 * @throws NetworkError `ALREADY_RUNNING` while another process runs it, or another network object of this one.
 */
export async function claimRun(dir: string): Promise<RunRecord> {
  const recorded = await readRecord(dir);
  if (recorded !== undefined && (await isRunning(recorded.owner))) {
    throw new NetworkError('ALREADY_RUNNING', `the network in ${dir} runs already, in process ${recorded.owner.pid}`);
  }
  await endRecorded(dir);
  const owner = await processIdentity(process.pid);
  if (owner === undefined) {
    throw new Error('the operating system does not tell about this process');
  }
  const record = new FileRunRecord(dir, owner);
  await record.save();
  return record;
}

/** The process that runs the network; undefined if none does. */
export async function runOwner(dir: string): Promise<ProcessIdentity | undefined> {
  const recorded = await readRecord(dir);
  return recorded !== undefined && (await isRunning(recorded.owner)) ? recorded.owner : undefined;
}

/**
 * Ends the recorded node processes that still run, and no others: each is known by its start time and command.
 * Returns the names of those that it ended.
 */
export async function endRecorded(dir: string): Promise<string[]> {
  const processes = Object.entries((await readRecord(dir))?.processes ?? {});
  const ended = await Promise.all(
    processes.map(async ([name, identity]) => ((await endProcess(identity)) ? [name] : [])),
  );
  await rm(recordPath(dir), { force: true });
  return ended.flat();
}

/** SIGTERM, and SIGKILL for one that is still there 5 s later. False: it was gone already. */
export async function endProcess(identity: ProcessIdentity): Promise<boolean> {
  if (!(await isRunning(identity))) {
    return false;
  }
  signal(identity, 'SIGTERM');
  const gone = async () => !(await isRunning(identity));
  if (!(await waitUntil(gone, { timeout: 5000 }))) {
    signal(identity, 'SIGKILL');
    await waitUntil(gone, { timeout: 5000 });
  }
  return true;
}

function signal({ pid }: ProcessIdentity, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended just now: that is what the signal is for.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
      throw error;
    }
  }
}

class FileRunRecord implements RunRecord {
  readonly #dir: string;
  readonly #owner: ProcessIdentity;
  readonly #processes = new Map<string, ProcessIdentity>();
  #saved: Promise<void> = Promise.resolve();

  constructor(dir: string, owner: ProcessIdentity) {
    this.#dir = dir;
    this.#owner = owner;
  }

  async add(name: string, pid: number): Promise<void> {
    const identity = await processIdentity(pid);
    if (identity !== undefined) {
      this.#processes.set(name, identity);
      await this.save();
    }
  }

  async remove(name: string): Promise<void> {
    this.#processes.delete(name);
    await this.save();
  }

  async release(): Promise<void> {
    await this.#saved;
    await rm(recordPath(this.#dir), { force: true });
  }

  /** One after the other: nodes start and stop at the same time. */
  save(): Promise<void> {
    this.#saved = this.#saved.then(async () => {
      const path = recordPath(this.#dir);
      const recorded: Recorded = { owner: this.#owner, processes: Object.fromEntries(this.#processes) };
      await mkdir(this.#dir, { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(recorded));
      await rename(`${path}.new`, path);
    });
    return this.#saved;
  }
}

async function readRecord(dir: string): Promise<Recorded | undefined> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(recordPath(dir), 'utf8')));
  } catch {
    // None, or torn by a crash: there is nothing in it that could be trusted.
    return undefined;
  }
}

function recordPath(dir: string): string {
  return join(dir, 'running.json');
}
