// SPDX-License-Identifier: Apache-2.0

import { ApiProblem } from '../problem/api-problem.js';

const windowMs = 60_000;

/** Addresses that are remembered at once; the oldest go first. */
const maxAddresses = 10_000;

interface Window {
  readonly ends: number;
  failures: number;
}

/**
 * Counts failed logins of each address. Over the limit nothing more that it sends is checked until its minute is over, not
 * even what may be right: a limit that let the right guess through would be none.
 */
export class FailedLogins {
  readonly #mostPerMinute: number;
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  /** @param now milliseconds of a clock that only goes forward */
  constructor(mostPerMinute: number, now: () => number = () => performance.now()) {
    this.#mostPerMinute = mostPerMinute;
    this.#now = now;
  }

  /** @throws ApiProblem `TOO_MANY_FAILED_LOGINS` */
  check(address: string): void {
    const window = this.#current(address);
    if (window !== undefined && window.failures >= this.#mostPerMinute) {
      const seconds = Math.max(1, Math.ceil((window.ends - this.#now()) / 1_000));
      throw new ApiProblem({
        code: 'TOO_MANY_FAILED_LOGINS',
        detail: `From this address ${String(this.#mostPerMinute)} logins a minute may fail.`,
        headers: { 'Retry-After': String(seconds) },
      });
    }
  }

  note(address: string): void {
    const window = this.#current(address) ?? { ends: this.#now() + windowMs, failures: 0 };
    window.failures += 1;
    this.#windows.set(address, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > maxAddresses && oldest !== undefined) {
      this.#windows.delete(oldest);
    }
  }

  #current(address: string): Window | undefined {
    const window = this.#windows.get(address);
    if (window !== undefined && window.ends <= this.#now()) {
      this.#windows.delete(address);
      return undefined;
    }
    return window;
  }
}
