// SPDX-License-Identifier: Apache-2.0

import type { StateValue, Version } from './ledger.js';
import type { KeyAccess, ReadWriteSet } from './read-write-set.js';
import type { StateDb } from './state-db.js';
import { stateSpace } from './state-space.js';
import type { StateUpdates } from './state-updates.js';

export interface WritesToApply {
  readonly set: ReadWriteSet;
  /** Of the transaction. */
  readonly version: Version;
  readonly state: StateDb;
  /** Of the block so far; the writes are added. */
  readonly updates: StateUpdates;
}

/** Adds a valid transaction's public and hashed writes to those of its block. */
export function applyWrites({ set, version, state, updates }: WritesToApply): void {
  const apply = (space: string, access: KeyAccess): void => {
    const latest = (key: string): StateValue | undefined =>
      updates.has(space, key) ? updates.get(space, key) : state.valueIn(space, key);
    for (const { key, value, isDelete } of access.writes) {
      if (isDelete) {
        updates.delete(space, key, version);
      } else {
        // A value without metadata keeps the metadata that the key has.
        updates.put(space, key, withMetadata({ value, version }, latest(key)?.metadata));
      }
    }
    for (const { key, entries } of access.metadataWrites) {
      // Metadata of a key that does not exist is lost.
      const current = latest(key);
      if (current) {
        updates.put(space, key, withMetadata({ value: current.value, version }, entries));
      }
    }
  };
  for (const access of set.namespaces) {
    apply(stateSpace.public(access.namespace), access);
    for (const collection of access.collections) {
      apply(stateSpace.hashed(access.namespace, collection.collection), collection);
    }
  }
}

function withMetadata(
  value: { readonly value: Uint8Array; readonly version: Version },
  metadata: ReadonlyMap<string, Uint8Array> | undefined,
): StateValue {
  return metadata && metadata.size > 0 ? { ...value, metadata } : value;
}
