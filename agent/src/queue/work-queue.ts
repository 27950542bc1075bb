// SPDX-License-Identifier: Apache-2.0

import type { Target } from '../target.js';
import type { Wake } from './wake.js';

/**
 * Works on one target until there is nothing more to do now. `wake` is raised when the target was enqueued meanwhile;
 * what is still raised at the end leads to another call.
 */
export type WorkHandler = (target: Target, wake: Wake) => Promise<void>;

/** Targets that somebody has to look at. Each is looked at by one agent of the organization at a time. */
export interface WorkQueue {
  /** Never fails: what cannot be handed to Redis now is handed to it when it is back. */
  enqueue(target: Target): void;
  /** Enqueues it in so many milliseconds; of several the earliest counts. */
  enqueueAfter(target: Target, milliseconds: number): void;
  /** Starts to work. `onReconnect` is called when Redis is back after it was away, for it may have lost everything. */
  start(handler: WorkHandler, onReconnect: () => void): void;
  /** Targets that wait or are worked on by this agent. */
  readonly depth: number;
  /** Takes no more work, waits for what is running, and closes the connections. */
  stop(): Promise<void>;
}
