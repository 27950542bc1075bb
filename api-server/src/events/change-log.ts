// SPDX-License-Identifier: Apache-2.0

import { EventEmitter, once } from 'node:events';
import type { OpsChange } from './ops-change.js';

/** The newest changes, in the order of the ledger, for any number of readers. */
export class ChangeLog {
  readonly #capacity: number;
  readonly #changes: OpsChange[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);
  /** How many were dropped: positions count from the first change ever appended. */
  #dropped = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get last(): OpsChange | undefined {
    return this.#changes.at(-1);
  }

  append(change: OpsChange): void {
    this.#changes.push(change);
    if (this.#changes.length > this.#capacity) {
      this.#changes.shift();
      this.#dropped += 1;
    }
    this.#news.emit('change');
  }

  /** Whether the change is among those kept. */
  has(id: string): boolean {
    return this.#changes.some((change) => change.id === id);
  }

  /**
   * What comes after a change that is kept, or, without one, all that is and will be kept. Ends with the signal, and when
   * the reader is so slow that its next change has been dropped.
   */
  async *after(id: string | undefined, signal: AbortSignal): AsyncGenerator<OpsChange, void, undefined> {
    let position = this.#dropped + this.#changes.findIndex((change) => change.id === id) + 1;
    while (!signal.aborted && position >= this.#dropped) {
      const change = this.#changes[position - this.#dropped];
      if (change === undefined) {
        await this.#nextChange(signal);
      } else {
        yield change;
        position += 1;
      }
    }
  }

  async #nextChange(signal: AbortSignal): Promise<void> {
    try {
      await once(this.#news, 'change', { signal });
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }
}
