// SPDX-License-Identifier: Apache-2.0

import type { Version } from './ledger.js';
import type { ReadWriteSet } from './read-write-set.js';
import { stateSpace } from './state-space.js';

/** Which transactions wrote a public key. */
export class HistoryIndex {
  readonly #writers = new Map<string, Map<string, Version[]>>();

  add(set: ReadWriteSet, version: Version): void {
    for (const { namespace, writes } of set.namespaces) {
      const space = stateSpace.public(namespace);
      const keys = this.#writers.get(space) ?? new Map<string, Version[]>();
      this.#writers.set(space, keys);
      for (const { key } of writes) {
        const versions = keys.get(key);
        if (versions) {
          versions.push(version);
        } else {
          keys.set(key, [version]);
        }
      }
    }
  }

  /** Newest first. */
  writers(namespace: string, key: string): Version[] {
    return [...(this.#writers.get(stateSpace.public(namespace))?.get(key) ?? [])].reverse();
  }
}
