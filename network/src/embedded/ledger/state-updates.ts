// SPDX-License-Identifier: Apache-2.0

import type { StateValue } from './ledger.js';

/** What a block changes, space by space; undefined deletes. */
export class StateUpdates {
  readonly #spaces = new Map<string, Map<string, StateValue | undefined>>();

  /** Also true of a deletion. */
  has(space: string, key: string): boolean {
    return this.#spaces.get(space)?.has(key) ?? false;
  }

  get(space: string, key: string): StateValue | undefined {
    return this.#spaces.get(space)?.get(key);
  }

  put(space: string, key: string, value: StateValue): void {
    this.#set(space, key, value);
  }

  delete(space: string, key: string): void {
    this.#set(space, key, undefined);
  }

  keys(space: string): Iterable<string> {
    return this.#spaces.get(space)?.keys() ?? [];
  }

  *entries(): Generator<readonly [space: string, key: string, value: StateValue | undefined]> {
    for (const [space, values] of this.#spaces) {
      for (const [key, value] of values) {
        yield [space, key, value];
      }
    }
  }

  #set(space: string, key: string, value: StateValue | undefined): void {
    const values = this.#spaces.get(space) ?? new Map<string, StateValue | undefined>();
    values.set(key, value);
    this.#spaces.set(space, values);
  }
}
