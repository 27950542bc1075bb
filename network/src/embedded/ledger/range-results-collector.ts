// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { ledger } from '@hyperledger/fabric-protos';
import { encodeKeyRead } from './encode-key-read.js';
import type { KeyRead, MerkleSummary, RangeResults } from './read-write-set.js';

/** Fabric's `maxDegreeQueryReadsHashing`. */
const defaultMaxDegree = 50;

/**
 * Collects what a range query returns, as Fabric records it for the phantom check: up to `maxDegree` results as they
 * are; more of them as one level of a hash tree, so that the read-write set of a long query stays small. Level 1 holds
 * hashes of `maxDegree + 1` results each, and every level above hashes of as many hashes.
 */
export class RangeResultsCollector {
  readonly #maxDegree: number;
  #pending: KeyRead[] = [];
  #tree = new Map<number, Uint8Array[]>();
  #maxLevel = 1;

  constructor(maxDegree = defaultMaxDegree) {
    this.#maxDegree = maxDegree;
  }

  add(read: KeyRead): void {
    this.#pending.push(read);
    if (this.#pending.length > this.#maxDegree) {
      this.#hashPending();
    }
  }

  /** Ends the collection. */
  finish(): RangeResults {
    if (this.#tree.size === 0) {
      return { type: 'reads', reads: this.#pending };
    }
    if (this.#pending.length > 0) {
      this.#hashPending();
    }
    return { type: 'merkle', summary: this.#complete() };
  }

  #hashPending(): void {
    const reads = new ledger.rwset.kvrwset.QueryReads();
    reads.setKvReadsList(this.#pending.map(encodeKeyRead));
    this.#pending = [];
    let hash = sha256([reads.serializeBinary()]);
    for (let level = 1; ; level++) {
      const hashes = this.#push(level, hash);
      if (hashes.length <= this.#maxDegree) {
        return;
      }
      this.#tree.delete(level);
      hash = sha256(hashes);
    }
  }

  /** Lifts what is left on lower levels to the highest one. */
  #complete(): MerkleSummary {
    for (let level = 1; level < this.#maxLevel; level++) {
      const [first, ...rest] = this.#tree.get(level) ?? [];
      if (first) {
        this.#push(level + 1, rest.length === 0 ? first : sha256([first, ...rest]));
        this.#tree.delete(level);
      }
    }
    const hashes = this.#tree.get(this.#maxLevel) ?? [];
    return hashes.length > this.#maxDegree
      ? { maxDegree: this.#maxDegree, maxLevel: this.#maxLevel + 1, hashes: [sha256(hashes)] }
      : { maxDegree: this.#maxDegree, maxLevel: this.#maxLevel, hashes };
  }

  #push(level: number, hash: Uint8Array): Uint8Array[] {
    const hashes = [...(this.#tree.get(level) ?? []), hash];
    this.#tree.set(level, hashes);
    this.#maxLevel = Math.max(this.#maxLevel, level);
    return hashes;
  }
}

function sha256(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(part);
  }
  return hash.digest();
}
