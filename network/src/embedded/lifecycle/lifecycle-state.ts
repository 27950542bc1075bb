// SPDX-License-Identifier: Apache-2.0

import type { Simulator } from '../ledger/ledger.js';
import { implicitCollection } from './implicit-collection.js';
import { lifecycleNamespace } from './state-layout.js';

/** Keys of `_lifecycle` as a transaction sees them: public ones, or those of an organization's implicit collection. */
export interface LifecycleState {
  get(key: string): Uint8Array | undefined;
  put(key: string, value: Uint8Array): void;
  delete(key: string): void;
  keysWithPrefix(prefix: string): string[];
}

export function publicState(simulator: Simulator): LifecycleState {
  return {
    get: (key) => simulator.getState(lifecycleNamespace, key),
    put: (key, value) => {
      simulator.putState(lifecycleNamespace, key, value);
    },
    delete: (key) => {
      simulator.deleteState(lifecycleNamespace, key);
    },
    keysWithPrefix: (prefix) => keysOf(simulator.range(lifecycleNamespace, prefix, afterPrefix(prefix))),
  };
}

export function organizationState(simulator: Simulator, mspID: string): LifecycleState {
  const collection = implicitCollection.nameFor(mspID);
  return {
    get: (key) => simulator.getPrivateData(lifecycleNamespace, collection, key),
    put: (key, value) => {
      simulator.putPrivateData(lifecycleNamespace, collection, key, value);
    },
    delete: (key) => {
      simulator.deletePrivateData(lifecycleNamespace, collection, key);
    },
    keysWithPrefix: (prefix) =>
      keysOf(simulator.rangePrivateData(lifecycleNamespace, collection, prefix, afterPrefix(prefix))),
  };
}

/** Names of chaincodes are ASCII. */
function afterPrefix(prefix: string): string {
  return `${prefix}\x7f`;
}

function keysOf(found: Iterator<{ key: string }>): string[] {
  const keys: string[] = [];
  for (let next = found.next(); !next.done; next = found.next()) {
    keys.push(next.value.key);
  }
  return keys;
}
