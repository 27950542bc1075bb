// SPDX-License-Identifier: Apache-2.0

import { byteOrder } from '../../src/model/index.js';

export interface Versioned {
  readonly value: Uint8Array;
  /** Number of the transaction that wrote it. */
  readonly version: number;
}

export interface RangeRead {
  readonly start: string;
  readonly end: string;
  readonly results: ReadonlyMap<string, number>;
}

/** What one simulated transaction read and wants to write. */
export interface ReadWriteSet {
  /** Version read, undefined for a key that was not there. */
  readonly reads: Map<string, number | undefined>;
  readonly ranges: RangeRead[];
  readonly writes: Map<string, Uint8Array>;
}

export type ValidationCode = 'VALID' | 'MVCC_READ_CONFLICT' | 'PHANTOM_READ_CONFLICT';

/** A world state that validates blocks as a peer does: versions of what was read, ranges executed again. */
export class MemoryLedger {
  readonly #state = new Map<string, Versioned>();
  #transactions = 0;

  get(key: string): Versioned | undefined {
    return this.#state.get(key);
  }

  /** Keys from `start` to before `end`, in order. */
  range(start: string, end: string): readonly (readonly [string, Versioned])[] {
    return [...this.#state]
      .filter(([key]) => byteOrder(key, start) >= 0 && byteOrder(key, end) < 0)
      .sort(([left], [right]) => byteOrder(left, right));
  }

  keys(): readonly string[] {
    return this.range('', '\u{10ffff}').map(([key]) => key);
  }

  /** Validates the transactions one after the other and applies the valid ones. */
  commitBlock(transactions: readonly ReadWriteSet[]): readonly ValidationCode[] {
    return transactions.map((transaction) => {
      const code = this.#validate(transaction);
      if (code === 'VALID') {
        this.#transactions += 1;
        for (const [key, value] of transaction.writes) {
          this.#state.set(key, { value, version: this.#transactions });
        }
      }
      return code;
    });
  }

  #validate({ reads, ranges }: ReadWriteSet): ValidationCode {
    for (const [key, version] of reads) {
      if (this.#state.get(key)?.version !== version) {
        return 'MVCC_READ_CONFLICT';
      }
    }
    const unchanged = ranges.every(({ start, end, results }) => {
      const now = this.range(start, end);
      return now.length === results.size && now.every(([key, { version }]) => results.get(key) === version);
    });
    return unchanged ? 'VALID' : 'PHANTOM_READ_CONFLICT';
  }
}
