// SPDX-License-Identifier: Apache-2.0

import type { StateReader, StateValue } from './ledger.js';
import { SortedMap } from './sorted-map.js';
import { stateSpace } from './state-space.js';
import type { StateUpdates } from './state-updates.js';

/** Committed state of one channel, in memory: blocks are its durable form. */
export class StateDb implements StateReader {
  readonly #spaces = new Map<string, SortedMap<StateValue>>();

  get(namespace: string, key: string): StateValue | undefined {
    return this.valueIn(stateSpace.public(namespace), key);
  }

  range(namespace: string, start: string, end: string): Iterable<StateValue & { readonly key: string }> {
    return this.rangeIn(stateSpace.public(namespace), start, end);
  }

  getPrivate(namespace: string, collection: string, key: string): StateValue | undefined {
    return this.valueIn(stateSpace.private(namespace, collection), key);
  }

  rangePrivate(
    namespace: string,
    collection: string,
    start: string,
    end: string,
  ): Iterable<StateValue & { readonly key: string }> {
    return this.rangeIn(stateSpace.private(namespace, collection), start, end);
  }

  getPrivateHash(namespace: string, collection: string, keyHash: Uint8Array): StateValue | undefined {
    return this.valueIn(stateSpace.hashed(namespace, collection), Buffer.from(keyHash).toString('hex'));
  }

  valueIn(space: string, key: string): StateValue | undefined {
    return this.#spaces.get(space)?.get(key);
  }

  *rangeIn(space: string, start: string, end: string): Generator<StateValue & { readonly key: string }> {
    for (const [key, value] of this.#spaces.get(space)?.range(start, end) ?? []) {
      yield { ...value, key };
    }
  }

  apply(updates: StateUpdates): void {
    for (const space of updates.spaces()) {
      for (const [key, { value }] of updates.entries(space)) {
        if (value) {
          this.#space(space).set(key, value);
        } else {
          this.#spaces.get(space)?.delete(key);
        }
      }
    }
  }

  #space(name: string): SortedMap<StateValue> {
    const values = this.#spaces.get(name) ?? new SortedMap<StateValue>();
    this.#spaces.set(name, values);
    return values;
  }
}
