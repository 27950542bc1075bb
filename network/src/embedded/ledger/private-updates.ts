// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import type { ledger } from '@hyperledger/fabric-protos';
import { hashKey } from './hash-key.js';
import type { StateValue } from './ledger.js';
import { decodePrivateWrites, type PrivateWrites } from './private-writes.js';
import type { StateDb } from './state-db.js';
import { stateSpace } from './state-space.js';
import type { StateUpdates } from './state-updates.js';
import { sameVersion } from './version.js';

export interface PrivateUpdatesOptions {
  readonly block: bigint;
  /** Of valid transactions, by index. */
  readonly privateData: ReadonlyMap<number, ledger.rwset.TxPvtReadWriteSet>;
  readonly state: StateDb;
  /** Of the block, its hashed writes included; the private writes are added. */
  readonly updates: StateUpdates;
}

/** Adds the private writes of a block, in the clear, to its updates. */
export function addPrivateUpdates({ block, privateData, state, updates }: PrivateUpdatesOptions): void {
  const decoded = [...privateData]
    .sort(([a], [b]) => a - b)
    .flatMap(([transaction, data]) => decodePrivateWrites(data).map((writes) => ({ transaction, writes })));
  for (const { transaction, writes } of decoded) {
    const space = stateSpace.private(writes.namespace, writes.collection);
    for (const { key, value, isDelete } of writes.writes) {
      if (isDelete) {
        updates.delete(space, key, { block, transaction });
      } else {
        updates.put(space, key, { value, version: { block, transaction } });
      }
    }
  }
  for (const { writes } of decoded) {
    renewVersions(writes, state, updates);
  }
}

/** A change of metadata moves the version of the hashed key; the value in the clear, if it is the latest, follows. */
function renewVersions({ namespace, collection, metadataKeys }: PrivateWrites, state: StateDb, updates: StateUpdates) {
  const space = stateSpace.private(namespace, collection);
  for (const key of metadataKeys) {
    const hashed = updates.get(stateSpace.hashed(namespace, collection), hashKey(key));
    const latest = updates.has(space, key) ? updates.get(space, key) : state.valueIn(space, key);
    if (hashed && latest && !sameVersion(latest.version, hashed.version) && isPreimage(latest, hashed)) {
      updates.put(space, key, { value: latest.value, version: hashed.version });
    }
  }
}

function isPreimage(value: StateValue, hashed: StateValue): boolean {
  return createHash('sha256').update(value.value).digest().equals(hashed.value);
}
