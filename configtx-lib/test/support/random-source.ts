// SPDX-License-Identifier: Apache-2.0

/** Chance that is the same for the same seed: a case that fails is told by its seed. */
export class RandomSource {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) | 1;
    // Neighbouring seeds have little in common from here on.
    this.bits();
    this.bits();
  }

  /** 32 of them (xorshift). */
  bits(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return this.#state >>> 0;
  }

  /** From 0 up to, but not including, the limit. */
  below(limit: number): number {
    return this.bits() % limit;
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(first: T, ...others: readonly T[]): T {
    return others[this.below(others.length + 1) - 1] ?? first;
  }

  bytes(longest: number): Uint8Array {
    return Uint8Array.from({ length: this.below(longest + 1) }, () => this.below(256));
  }
}
