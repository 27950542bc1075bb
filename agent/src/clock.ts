// SPDX-License-Identifier: Apache-2.0

import { setTimeout as timeout } from 'node:timers/promises';

/** Time as the agent sees it, so that a test can hold it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted; never rejects. */
  delay(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async delay(milliseconds, signal) {
    try {
      await timeout(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // An aborted wait is over, like one that has passed: the caller looks at its signal.
      if (signal?.aborted !== true) {
        throw error;
      }
    }
  },
};
