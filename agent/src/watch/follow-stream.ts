// SPDX-License-Identifier: Apache-2.0

import type { Clock } from '../clock.js';
import { reasonOf } from '../errors/classify-error.js';
import type { Conditions } from '../health/conditions.js';

export interface FollowOptions<T> {
  /** In readiness. */
  readonly condition: string;
  readonly open: () => Promise<AsyncIterable<T> & { close(): void }>;
  readonly onItem: (item: T) => void;
  /** Called each time that the stream ends or breaks, or cannot be opened. */
  readonly onBreak?: () => void;
  readonly conditions: Conditions;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const firstDelay = 200;
const longestDelay = 5_000;

/** A stream that lived so long is believed to be a good one; a refused one ends before. */
const provenMilliseconds = 500;

/** Reads a stream until the signal is given; one that ends or breaks is opened again, with backoff. */
export async function followStream<T>(options: FollowOptions<T>): Promise<void> {
  const { condition, conditions, clock, signal } = options;
  let delay = firstDelay;
  while (!isAborted(signal)) {
    const opened = clock.now();
    const reason = await readStream(options);
    if (isAborted(signal)) {
      return;
    }
    conditions.fail(condition, reason);
    options.onBreak?.();
    delay = clock.now() - opened > longestDelay ? firstDelay : delay;
    await clock.delay(delay, signal);
    delay = Math.min(2 * delay, longestDelay);
  }
}

/** Resolves with why the stream is over. */
async function readStream<T>({ open, onItem, condition, conditions, signal }: FollowOptions<T>): Promise<string> {
  let proof: NodeJS.Timeout | undefined;
  try {
    const stream = await open();
    const close = (): void => {
      stream.close();
    };
    signal.addEventListener('abort', close, { once: true });
    proof = setTimeout(() => {
      conditions.ok(condition);
    }, provenMilliseconds);
    try {
      if (isAborted(signal)) {
        return 'stopped';
      }
      for await (const item of stream) {
        conditions.ok(condition);
        onItem(item);
      }
      return 'the stream has ended';
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  } catch (error) {
    return reasonOf(error);
  } finally {
    clearTimeout(proof);
  }
}

/** Read through a call, since it changes while the caller waits. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
