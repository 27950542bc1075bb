// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { OnSideEffect } from '../side-effect.js';
import type { AllowedProcess } from './allowed-chaincode.js';
import { type ProcessDescription, ProcessFiles } from './process-files.js';
import { isAlive, type ProcessIdentity } from './process-identity.js';

export interface ServiceProcessOptions {
  readonly description: ProcessDescription;
  /** Undefined for a process that an earlier agent left and nobody has asked for yet: it is not started again. */
  readonly entry: AllowedProcess | undefined;
  /** Of the files that outlive the agent. */
  readonly dir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onSideEffect: OnSideEffect;
}

/** Between a process's end and its next start: doubled each time, reset by a process that lived for a while. */
const firstRestartDelay = 500;
const longestRestartDelay = 30_000;
const longLife = 60_000;
const adoptedPollMilliseconds = 500;
const stopMilliseconds = 5_000;

/**
 * The shell notes which process it is and then becomes the chaincode, so there is no instant at which the chaincode runs
 * and a restarted agent would not find it.
 */
const launcher = 'cat "/proc/$$/stat" >"$1.new" 2>/dev/null && mv "$1.new" "$1"; shift; exec "$@"';

/** Of the agent's own environment; the rest, which may hold secrets, is none of a chaincode's business. */
const inheritedVariables = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'];

/** One chaincode process, kept running until it is stopped. */
export class ServiceProcess {
  readonly description: ProcessDescription;
  readonly entry: AllowedProcess | undefined;
  readonly #options: ServiceProcessOptions;
  readonly #files: ProcessFiles;
  readonly #stopping = new AbortController();
  #identity: ProcessIdentity | undefined;
  #child: ChildProcess | undefined;
  #supervision: Promise<void> = Promise.resolve();
  #lastEnd: string | undefined;

  constructor(options: ServiceProcessOptions) {
    this.#options = options;
    this.description = options.description;
    this.entry = options.entry;
    this.#files = new ProcessFiles(options.dir, options.description.packageID);
  }

  /** How the last process ended, if it did. */
  get lastEnd(): string | undefined {
    return this.#lastEnd;
  }

  /** Finds the process that an earlier agent started, or starts one. Resolves when it runs. */
  async start(): Promise<void> {
    await this.#adoptOrSpawn();
    this.#supervision = this.#supervise();
  }

  /** Stops it and resolves when it is gone. */
  async stop(): Promise<void> {
    await this.release();
    await terminate(this.#identity, this.#child);
    // Which version was voted on is asked for when the ledger cannot tell it.
    await (this.description.sourceDigest === undefined ? this.#files.remove() : this.#files.ended());
    await this.#options.onSideEffect('process-stop', this.description.packageID);
  }

  /** Leaves the process running for the next agent. */
  async release(): Promise<void> {
    this.#stopping.abort();
    this.#child?.unref();
    await this.#supervision;
  }

  async #adoptOrSpawn(): Promise<void> {
    const { logger, description } = this.#options;
    this.#identity = await this.#files.running();
    if (this.#identity !== undefined) {
      logger.info({ pid: this.#identity.pid, packageID: description.packageID }, 'found the chaincode process running');
      return;
    }
    await this.#spawn();
  }

  async #spawn(): Promise<void> {
    const { entry, description, logger, onSideEffect } = this.#options;
    if (entry === undefined) {
      return;
    }
    await this.#files.describe(description);
    const log = await open(this.#files.logFile, 'a', 0o600);
    try {
      const child = spawn('/bin/sh', ['-c', launcher, 'sh', this.#files.pidFile, ...entry.command], {
        cwd: entry.directory,
        env: environment(entry, description),
        // Its own process group: it is ended with what it started, and not by the terminal of the agent.
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      });
      this.#child = child;
      await once(child, 'spawn');
      child.once('exit', (code, signal) => {
        this.#lastEnd = signal === null ? `ended with exit code ${String(code)}` : `was ended by ${signal}`;
      });
      const { packageID, address } = description;
      logger.info({ pid: child.pid, packageID, address, log: this.#files.logFile }, 'started the chaincode process');
    } catch (error) {
      this.#child = undefined;
      this.#lastEnd = `could not be started: ${error instanceof Error ? error.message : String(error)}`;
      logger.error({ packageID: description.packageID }, `the chaincode process ${this.#lastEnd}`);
    } finally {
      await log.close();
    }
    await onSideEffect('process-start', description.packageID);
  }

  async #supervise(): Promise<void> {
    const { clock, logger, description, entry } = this.#options;
    const signal = this.#stopping.signal;
    let delay = firstRestartDelay;
    while (!signal.aborted) {
      const started = clock.now();
      await this.#ended(signal);
      if (isAborted(signal)) {
        return;
      }
      this.#lastEnd ??= 'ended';
      if (entry === undefined) {
        return;
      }
      delay = clock.now() - started > longLife ? firstRestartDelay : delay;
      logger.warn({ packageID: description.packageID }, `the chaincode process ${this.#lastEnd}; next in ${delay} ms`);
      await clock.delay(delay, signal);
      delay = Math.min(2 * delay, longestRestartDelay);
      if (!isAborted(signal)) {
        await this.#spawn();
      }
    }
  }

  /** Resolves when the process is gone or the signal is given. */
  async #ended(signal: AbortSignal): Promise<void> {
    const child = this.#child;
    if (child !== undefined) {
      if (child.exitCode === null && child.signalCode === null) {
        await once(child, 'exit', { signal }).catch(() => undefined);
      }
      return;
    }
    // A process that is not our child tells us nothing when it ends.
    while (!signal.aborted && this.#identity !== undefined && (await isAlive(this.#identity))) {
      await this.#options.clock.delay(adoptedPollMilliseconds, signal);
    }
  }
}

/** Read through a call, since it changes while the caller waits. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function environment(entry: AllowedProcess, { packageID, address }: ProcessDescription): Record<string, string> {
  const inherited = inheritedVariables.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    ...entry.environment,
    CHAINCODE_SERVER_ADDRESS: address,
    CHAINCODE_ID: packageID,
  };
}

async function terminate(identity: ProcessIdentity | undefined, child: ChildProcess | undefined): Promise<void> {
  const alive = async (): Promise<boolean> =>
    child === undefined
      ? identity !== undefined && (await isAlive(identity))
      : child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const pid = child?.pid ?? identity?.pid;
  if (pid === undefined || !(await alive())) {
    return;
  }
  signalGroup(pid, 'SIGTERM');
  const deadline = Date.now() + stopMilliseconds;
  while (await alive()) {
    if (Date.now() > deadline) {
      signalGroup(pid, 'SIGKILL');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended in between.
  }
}
