// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds between two looks; default 50. */
  readonly interval?: number;
}

/** Looks again and again until the condition holds. False: it did not within the time. */
export async function waitUntil(
  condition: () => Promise<boolean>,
  { timeout, interval = 50 }: WaitOptions,
): Promise<boolean> {
  const end = performance.now() + timeout;
  while (!(await condition())) {
    if (performance.now() > end) {
      return false;
    }
    await delay(interval);
  }
  return true;
}
