// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { NodeRunner } from '../managed-network.js';
import { NetworkError } from '../network-error.js';
import type { NodePlan } from '../network-plan.js';
import { waitUntil } from '../wait-until.js';
import { answersTls } from './answers-tls.js';

/** What a node is told when it is started. */
export interface NodeProgram {
  readonly binary: string;
  readonly arguments: readonly string[];
  /** Written to `DATA_DIR/config` before each start. */
  readonly config: { readonly file: 'core.yaml' | 'orderer.yaml'; readonly content: object };
  readonly environment: Readonly<Record<string, string>>;
}

/** Hears of every process, so that none outlives this one. */
export interface ProcessWatcher {
  started(name: string, pid: number): Promise<void>;
  ended(name: string, pid: number): Promise<void>;
}

export interface NodeProcessOptions {
  readonly node: NodePlan;
  /** TCP ports at which the node answers TLS handshakes when it is up. */
  readonly ports: readonly number[];
  /** Asked at each start. */
  readonly program: () => NodeProgram;
  readonly watcher: ProcessWatcher;
  readonly log: (line: string) => void;
}

const startTimeout = 60_000;
const stopTimeout = 10_000;

/** A node as a process of its own, logging to its file. */
export function newNodeProcess(options: NodeProcessOptions): NodeRunner {
  return new NodeProcess(options);
}

interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Resolves with how it ended. */
  readonly ended: Promise<string>;
}

class NodeProcess implements NodeRunner {
  readonly #options: NodeProcessOptions;
  #running: Running | undefined;
  /** Starts and stops take turns. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: NodeProcessOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  get pid(): number | undefined {
    return this.#running?.pid;
  }

  start(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#running === undefined) {
        await this.#start();
      }
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#running !== undefined) {
        await this.#stop(this.#running);
      }
    });
  }

  async #start(): Promise<void> {
    const { node, ports, log } = this.#options;
    const running = await this.#spawn();
    this.#running = running;
    let end: string | undefined;
    void running.ended.then((how) => {
      end = how;
    });
    const answers = () => Promise.all(ports.map(answersTls)).then((all) => all.every((one) => one));
    const up = await waitUntil(async () => end !== undefined || (await answers()), { timeout: startTimeout });
    if (end !== undefined || !up) {
      await this.#stop(running);
      const what = end === undefined ? `does not answer after ${startTimeout / 1000} s` : `ended at its start: ${end}`;
      throw new NetworkError('NODE_FAILED', `${node.name} ${what}\n${await lastLines(node.logFile)}`);
    }
    void running.ended.then(async (how) => {
      if (this.#running === running) {
        this.#running = undefined;
        log(`${node.name} ended by itself: ${how}\n${await lastLines(node.logFile)}`);
      }
    });
  }

  async #spawn(): Promise<Running> {
    const { node, program, watcher } = this.#options;
    const { binary, arguments: args, config, environment } = program();
    const configDir = join(node.dataDir, 'config');
    await mkdir(configDir, { recursive: true });
    await mkdir(dirname(node.logFile), { recursive: true });
    await writeFile(join(configDir, config.file), stringify(config.content));
    const log = await open(node.logFile, 'a');
    try {
      const child = spawn(binary, args, {
        cwd: node.dataDir,
        env: { ...environment, FABRIC_CFG_PATH: configDir },
        stdio: ['ignore', log.fd, log.fd],
        // A session of its own: Ctrl-C on the terminal reaches this process only, which then stops the nodes in order.
        detached: true,
      });
      const pid = await spawned(child);
      const ended = exited(child).then(async (how) => {
        await watcher.ended(node.name, pid).catch((error: unknown) => {
          this.#options.log(`${node.name}: its end could not be noted: ${String(error)}`);
        });
        return how;
      });
      await watcher.started(node.name, pid);
      return { child, pid, ended };
    } finally {
      await log.close();
    }
  }

  async #stop({ child, ended }: Running): Promise<void> {
    this.#running = undefined;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    await ended;
    clearTimeout(timer);
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function spawned(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => {
      resolve(child.pid ?? 0);
    });
  });
}

/** Resolves with how the process ended. */
function exited(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal ?? `exit code ${String(code)}`);
    });
  });
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => String(error));
  const lines = text.trimEnd().split('\n');
  return [`last lines of ${file}:`, ...lines.slice(-8)].join('\n  ');
}
