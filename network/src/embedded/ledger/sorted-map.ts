// SPDX-License-Identifier: Apache-2.0

import { compareKeys } from './compare-keys.js';

/** A map that iterates ranges of its keys in Fabric's order. The order is built on the first range that is asked for. */
export class SortedMap<V> {
  readonly #values = new Map<string, V>();
  #order: string[] | undefined;
  /** Changes with every change of the keys, so that a range in progress finds its place again. */
  #generation = 0;

  get size(): number {
    return this.#values.size;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    if (this.#order && !this.#values.has(key)) {
      this.#order.splice(this.#position(this.#order, key), 0, key);
      this.#generation++;
    }
    this.#values.set(key, value);
  }

  delete(key: string): void {
    if (this.#values.delete(key) && this.#order) {
      this.#order.splice(this.#position(this.#order, key), 1);
      this.#generation++;
    }
  }

  /** `[start, end)`; an empty end is open. Keys may come and go while it runs. */
  *range(start: string, end: string): Generator<readonly [key: string, value: V]> {
    const order = (this.#order ??= [...this.#values.keys()].sort(compareKeys));
    let generation = this.#generation;
    for (let index = this.#position(order, start); ; index++) {
      const key = order[index];
      if (key === undefined || (end !== '' && compareKeys(key, end) >= 0)) {
        return;
      }
      const value = this.#values.get(key);
      if (value !== undefined) {
        yield [key, value];
      }
      if (generation !== this.#generation) {
        generation = this.#generation;
        const position = this.#position(order, key);
        index = order[position] === key ? position : position - 1;
      }
    }
  }

  /** Index of the first key that is not before `key`. */
  #position(order: readonly string[], key: string): number {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKeys(order[middle] ?? '', key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
