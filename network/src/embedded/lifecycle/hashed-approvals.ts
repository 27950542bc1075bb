// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import type { StateReader } from '../ledger/ledger.js';
import { implicitCollection } from './implicit-collection.js';
import { lifecycleNamespace } from './state-layout.js';

/** Reads the hashes of an organization's approvals, by key. */
export function hashedApprovals(state: StateReader, mspID: string): (key: string) => Uint8Array | undefined {
  const collection = implicitCollection.nameFor(mspID);
  return (key) => {
    const keyHash = createHash('sha256').update(key).digest();
    return state.getPrivateHash(lifecycleNamespace, collection, keyHash)?.value;
  };
}
