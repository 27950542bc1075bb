// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** What is waited for, for the error. */
  readonly what: string;
  /** Milliseconds; default 120,000: real nodes on a busy machine take their time. */
  readonly timeout?: number;
  /** Milliseconds between two looks; default 50. */
  readonly interval?: number;
}

/**
 * Looks again and again until `look` returns something other than undefined or false. A look that throws counts as "not
 * yet"; its error is the cause when the time is over.
 */
export async function waitFor<T>(look: () => Promise<T | undefined | false>, options: WaitOptions): Promise<T> {
  const { what, timeout = 120_000, interval = 50 } = options;
  const end = performance.now() + timeout;
  let cause: unknown;
  while (performance.now() < end) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) {
        return found;
      }
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(interval);
  }
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  throw new Error(`${what}: not within ${String(timeout / 1000)} s${why}`, { cause });
}
