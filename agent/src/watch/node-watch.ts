// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import { reasonOf } from '../errors/classify-error.js';

export interface NodeWatchOptions {
  readonly observe: () => Promise<void>;
  readonly clock: Clock;
  readonly intervalMilliseconds: number;
  readonly logger: Pick<Logger, 'debug'>;
}

/** Looks at the own nodes from time to time, for those who want to know how they are. Nothing else waits for it. */
export class NodeWatch {
  readonly #options: NodeWatchOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: NodeWatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when the look under way is over. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { observe, clock, intervalMilliseconds, logger } = this.#options;
    const { signal } = this.#stop;
    for (;;) {
      await clock.delay(intervalMilliseconds, signal);
      if (signal.aborted) {
        return;
      }
      try {
        await observe();
      } catch (error) {
        logger.debug({ reason: reasonOf(error) }, 'could not look at the registered nodes');
      }
    }
  }
}
