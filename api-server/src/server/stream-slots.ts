// SPDX-License-Identifier: Apache-2.0

import { ApiProblem } from '../problem/api-problem.js';

/** Bounds the number of open event streams. */
export class StreamSlots {
  readonly #most: number;
  readonly #onChange: (open: number) => void;
  #open = 0;

  constructor(most: number, onChange: (open: number) => void = () => undefined) {
    this.#most = most;
    this.#onChange = onChange;
  }

  /**
   * Takes a slot until the signal is aborted.
   *
   * @throws ApiProblem `TOO_MANY_STREAMS`
   */
  take(signal: AbortSignal): void {
    if (this.#open >= this.#most) {
      throw new ApiProblem({
        code: 'TOO_MANY_STREAMS',
        detail: `${this.#most} event streams are open, which is the limit.`,
        headers: { 'Retry-After': '30' },
      });
    }
    this.#change(1);
    signal.addEventListener(
      'abort',
      () => {
        this.#change(-1);
      },
      { once: true },
    );
  }

  #change(by: number): void {
    this.#open += by;
    this.#onChange(this.#open);
  }
}
