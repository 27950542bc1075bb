// SPDX-License-Identifier: Apache-2.0

import type { CollectionRules } from './collection-rules.js';
import { hashKey } from './hash-key.js';
import type { ReadWriteSet } from './read-write-set.js';
import type { StateDb } from './state-db.js';
import { stateSpace } from './state-space.js';
import type { StateUpdates } from './state-updates.js';

interface ExpiringKey {
  readonly namespace: string;
  readonly collection: string;
  /** Hex. */
  readonly keyHash: string;
  /** That wrote the value. */
  readonly block: bigint;
}

/**
 * Private values that their collection forgets: one written by block N with `blockToLive` B goes with block N + B + 1,
 * unless the key was written again meanwhile. Its hash goes at every peer, member or not.
 */
export class ExpirySchedule {
  readonly #keys = new Map<bigint, ExpiringKey[]>();

  /** Schedules what a valid transaction of `block` writes. */
  add(block: bigint, set: ReadWriteSet, rules: CollectionRules): void {
    for (const { namespace, collections } of set.namespaces) {
      for (const { collection, writes } of collections) {
        const blockToLive = rules.blockToLive(namespace, collection);
        if (blockToLive > 0n) {
          const expires = block + blockToLive + 1n;
          const keys = writes
            .filter(({ isDelete }) => !isDelete)
            .map(({ key }) => ({ namespace, collection, keyHash: key, block }));
          this.#keys.set(expires, [...(this.#keys.get(expires) ?? []), ...keys]);
        }
      }
    }
  }

  /** Adds to a block's updates the deletions that fall due with it; returns what has gone. */
  expire(block: bigint, state: StateDb, updates: StateUpdates): ExpiringKey[] {
    const due = this.#keys.get(block) ?? [];
    this.#keys.delete(block);
    // Behind every transaction of the block.
    const version = { block, transaction: Number.MAX_SAFE_INTEGER };
    for (const { namespace, collection, keyHash, block: writtenBy } of due) {
      const hashed = stateSpace.hashed(namespace, collection);
      if (!updates.has(hashed, keyHash) && state.valueIn(hashed, keyHash)?.version.block === writtenBy) {
        updates.delete(hashed, keyHash, version);
      }
      const space = stateSpace.private(namespace, collection);
      for (const { key, version: written } of state.rangeIn(space, '', '')) {
        if (written.block === writtenBy && hashKey(key) === keyHash && !updates.has(space, key)) {
          updates.delete(space, key, version);
        }
      }
    }
    return due;
  }
}
