// SPDX-License-Identifier: Apache-2.0

/** Keeps the values that were asked for last, up to a number of them. */
export class LruCache<V> {
  readonly #capacity: number;
  /** In the order of their last use. */
  readonly #values = new Map<string, V>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The kept value, else the one that `make` returns. What it throws is not kept. */
  getOrMake(key: string, make: () => V): V {
    const kept = this.#values.get(key);
    const value = kept ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#capacity) {
      const [oldest] = this.#values.keys();
      this.#values.delete(oldest ?? key);
    }
    return value;
  }
}
