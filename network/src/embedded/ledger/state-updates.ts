// SPDX-License-Identifier: Apache-2.0

import type { StateValue, Version } from './ledger.js';

export interface StateUpdate {
  /** Of the write or deletion. */
  readonly version: Version;
  /** Undefined deletes. */
  readonly value: StateValue | undefined;
}

/** What a block changes, space by space. */
export class StateUpdates {
  readonly #spaces = new Map<string, Map<string, StateUpdate>>();

  /** Also true of a deletion. */
  has(space: string, key: string): boolean {
    return this.#spaces.get(space)?.has(key) ?? false;
  }

  get(space: string, key: string): StateValue | undefined {
    return this.#spaces.get(space)?.get(key)?.value;
  }

  put(space: string, key: string, value: StateValue): void {
    this.#ofSpace(space).set(key, { version: value.version, value });
  }

  delete(space: string, key: string, version: Version): void {
    this.#ofSpace(space).set(key, { version, value: undefined });
  }

  spaces(): Iterable<string> {
    return this.#spaces.keys();
  }

  entries(space: string): Iterable<readonly [key: string, update: StateUpdate]> {
    return this.#spaces.get(space) ?? [];
  }

  #ofSpace(space: string): Map<string, StateUpdate> {
    const updates = this.#spaces.get(space) ?? new Map<string, StateUpdate>();
    this.#spaces.set(space, updates);
    return updates;
  }
}
