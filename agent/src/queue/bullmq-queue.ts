// SPDX-License-Identifier: Apache-2.0

import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Conditions } from '../health/conditions.js';
import { decodeTarget, encodeTarget, type Target } from '../target.js';
import type { RedisAccess } from './redis-access.js';
import { Wake } from './wake.js';
import type { WorkHandler, WorkQueue } from './work-queue.js';

export interface BullmqQueueOptions {
  readonly redis: Omit<RedisAccess, 'close'>;
  /** One name for all agents of an organization on one ops-channel. */
  readonly name: string;
  /** Of all keys in Redis. */
  readonly prefix: string;
  readonly concurrency: number;
  readonly conditions: Conditions;
  readonly logger: Logger;
}

interface TargetJob {
  readonly target: string;
}

/**
 * Of a job whose agent died: another run begins when the lock is over and the stalled check has seen it twice. Short,
 * because running a target twice does no harm.
 */
const lockMilliseconds = 2_000;
const stalledCheckMilliseconds = 500;
const longestReconnectDelay = 1_000;
const shutdownMilliseconds = 1_000;

/** What runs longer than this when the agent stops is left as it is: another look finds what it did. */
const finishMilliseconds = 8_000;

/**
 * A work queue on Redis by BullMQ. Every target is a deduplication ID, and one that is added while it is active leads to
 * another job after it, whichever agent of the organization runs it. Within this process a wake-up goes straight to
 * the run.
 */
export class BullmqQueue implements WorkQueue {
  readonly #options: BullmqQueueOptions;
  readonly #connection: Redis;
  readonly #workerConnection: Redis;
  readonly #queue: Queue<TargetJob>;
  #worker: Worker<TargetJob> | undefined;
  #stopping = false;
  /** On their way to Redis. */
  readonly #adding = new Set<string>();
  readonly #running = new Map<string, { readonly wake: Wake; readonly done: Promise<void> }>();
  readonly #timers = new Map<string, { readonly timer: NodeJS.Timeout; readonly at: number }>();

  constructor(options: BullmqQueueOptions) {
    this.#options = options;
    this.#connection = newConnection(options.redis);
    this.#workerConnection = newConnection(options.redis);
    const { name, prefix, conditions } = options;
    conditions.expect('redis');
    this.#connection.on('ready', () => {
      conditions.ok('redis');
    });
    this.#connection.on('error', (error: Error) => {
      conditions.fail('redis', reasonOf(error));
    });
    this.#connection.on('close', () => {
      // After a connection that failed it says less than the error did.
      if (!this.#stopping && conditions.isReady('redis')) {
        conditions.fail('redis', 'the connection is closed');
      }
    });
    this.#queue = new Queue<TargetJob>(name, {
      connection: this.#connection,
      prefix,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    });
    this.#queue.on('error', (error) => {
      this.#noteError(error);
    });
    // Errors of this connection are those of the other; without a listener they would end the process.
    this.#workerConnection.on('error', () => undefined);
  }

  get depth(): number {
    return new Set([...this.#adding, ...this.#running.keys()]).size;
  }

  enqueue(target: Target): void {
    const key = encodeTarget(target);
    this.#cancelTimer(key);
    const run = this.#running.get(key);
    if (run !== undefined) {
      run.wake.raise();
      return;
    }
    if (this.#stopping || this.#adding.has(key)) {
      return;
    }
    this.#adding.add(key);
    void this.#add(key);
  }

  enqueueAfter(target: Target, milliseconds: number): void {
    const key = encodeTarget(target);
    const at = Date.now() + milliseconds;
    const waiting = this.#timers.get(key);
    if (this.#stopping || (waiting !== undefined && waiting.at <= at)) {
      return;
    }
    this.#cancelTimer(key);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      this.enqueue(target);
    }, milliseconds);
    timer.unref();
    this.#timers.set(key, { timer, at });
  }

  start(handler: WorkHandler, onReconnect: () => void): void {
    const { name, prefix, concurrency } = this.#options;
    let connected = this.#connection.status === 'ready';
    this.#connection.on('ready', () => {
      if (connected) {
        onReconnect();
      }
      connected = true;
    });
    this.#worker = new Worker<TargetJob>(name, (job) => this.#process(job.data.target, handler), {
      connection: this.#workerConnection,
      prefix,
      concurrency,
      lockDuration: lockMilliseconds,
      lockRenewTime: lockMilliseconds / 3,
      stalledInterval: stalledCheckMilliseconds,
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      runRetryDelay: 500,
    });
    this.#worker.on('error', (error) => {
      this.#noteError(error);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const key of [...this.#timers.keys()]) {
      this.#cancelTimer(key);
    }
    await withinTime(this.#worker?.pause(true));
    const running = Promise.all([...this.#running.values()].map(({ done }) => done));
    await withinTime(running, finishMilliseconds);
    // Without Redis, waits for its answers have no end of their own.
    const away = this.#connection.status !== 'ready';
    await withinTime(this.#worker?.close(away));
    await withinTime(this.#worker?.disconnect());
    await withinTime(away ? this.#queue.disconnect() : this.#queue.close());
    this.#connection.disconnect();
    this.#workerConnection.disconnect();
  }

  async #add(key: string): Promise<void> {
    try {
      await this.#queue.add('reconcile', { target: key }, { deduplication: { id: key, keepLastIfActive: true } });
    } catch (error) {
      // Only when the queue is being closed; otherwise the command waits for Redis.
      this.#noteError(error);
    } finally {
      this.#adding.delete(key);
    }
  }

  async #process(key: string, handler: WorkHandler): Promise<void> {
    const target = decodeTarget(key);
    const running = this.#running.get(key);
    if (target === undefined || this.#stopping) {
      return;
    }
    if (running !== undefined) {
      // Its lock was lost, or Redis was emptied: the run that is under way takes note.
      running.wake.raise();
      return;
    }
    // What is on its way to Redis is covered by this run, which has not looked yet; what comes later is not.
    this.#adding.delete(key);
    const wake = new Wake();
    const done = this.#run({ key, target, wake, handler });
    this.#running.set(key, { wake, done });
    await done;
  }

  async #run(run: { key: string; target: Target; wake: Wake; handler: WorkHandler }): Promise<void> {
    const { key, target, wake, handler } = run;
    // The caller notes the run before it begins.
    await Promise.resolve();
    try {
      do {
        wake.clear();
        await handler(target, wake);
      } while (wake.raised && !this.#stopping);
    } finally {
      this.#running.delete(key);
    }
  }

  #cancelTimer(key: string): void {
    clearTimeout(this.#timers.get(key)?.timer);
    this.#timers.delete(key);
  }

  #noteError(error: unknown): void {
    if (!this.#stopping) {
      // Lost connections are a condition; a lost lock only means that a target is run once more.
      this.#options.logger.debug({ reason: reasonOf(error) }, 'work queue');
    }
  }
}

function newConnection({ url, tls, password }: BullmqQueueOptions['redis']): Redis {
  return new Redis(url, {
    ...(tls !== undefined && { tls }),
    ...(password !== undefined && { password }),
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, longestReconnectDelay),
  });
}

async function withinTime(work: Promise<unknown> | undefined, milliseconds = shutdownMilliseconds): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([work?.catch(() => undefined), limit]);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(reasonOf).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
