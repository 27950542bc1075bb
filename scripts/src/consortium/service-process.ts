// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface ServiceProcessOptions {
  readonly name: string;
  /** Node program and its arguments. */
  readonly command: readonly string[];
  /** Standard output and error are appended to it. */
  readonly logFile: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** One of our own services as a process of its own. */
export interface ServiceProcess {
  readonly name: string;
  readonly pid: number;
  readonly running: boolean;
  /** Resolves with the exit code, or the signal's name, when it has ended. */
  readonly exited: Promise<number | string>;
  /** SIGTERM, and SIGKILL after 15 s. */
  stop(): Promise<void>;
  /** SIGKILL: as if the machine lost power. */
  kill(): Promise<void>;
  /** Resident memory in bytes (Linux). */
  residentMemory(): Promise<number>;
}

/** Starts the service; rejects when it cannot be started at all. */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { name, command, logFile, environment } = options;
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, command, {
    stdio: ['ignore', log, log],
    env: { ...process.env, ...environment },
  });
  closeSync(log);
  await once(child, 'spawn');
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal ?? 0) as number | string);
  return new ChildService(name, child, exited);
}

const STOP_TIMEOUT_MS = 15_000;

class ChildService implements ServiceProcess {
  readonly name: string;
  readonly exited: Promise<number | string>;
  readonly #child: ChildProcess;

  constructor(name: string, child: ChildProcess, exited: Promise<number | string>) {
    this.name = name;
    this.#child = child;
    this.exited = exited;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (!this.running) {
      return;
    }
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.exited;
    clearTimeout(timer);
  }

  async kill(): Promise<void> {
    if (this.running) {
      this.#child.kill('SIGKILL');
    }
    await this.exited;
  }

  async residentMemory(): Promise<number> {
    const status = await readFile(`/proc/${String(this.pid)}/status`, 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes === undefined) {
      throw new Error(`${this.name}: no resident memory in /proc`);
    }
    return Number(kilobytes) * 1024;
  }
}
