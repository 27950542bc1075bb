// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';

/** Deeper than any configuration, and far from the end of the stack. */
const deepest = 300;

const longestPath = 300;

/** How much may still be made of an input. */
interface Allowance {
  left: number;
}

/** Where in a message something is. */
export class Place {
  readonly #path: string;
  readonly #depth: number;
  readonly #allowance: Allowance;

  private constructor(path: string, depth: number, allowance: Allowance) {
    this.#path = path;
    this.#depth = depth;
    this.#allowance = allowance;
  }

  /** The outermost message. `allowance` is how many bytes of memory may be spent on what is in it. */
  static root(allowance = Number.POSITIVE_INFINITY): Place {
    return new Place('', 0, { left: allowance });
  }

  /** A field of the message here. */
  field(name: string): Place {
    return this.#inner(this.#path === '' ? name : `${this.#path}.${name}`);
  }

  /** An element of the list here. */
  element(index: number): Place {
    return this.#inner(`${this.#path}[${index}]`);
  }

  /** An entry of the map here. */
  entry(key: string): Place {
    return this.#inner(/^[\w-]+$/.test(key) ? `${this.#path}.${key}` : `${this.#path}[${JSON.stringify(key)}]`);
  }

  /** Takes from the allowance, before the memory is used. */
  spend(bytes: number): void {
    this.#allowance.left -= bytes;
    if (this.#allowance.left < 0) {
      throw this.malformed('more elements than so few bytes have in any configuration');
    }
  }

  /** What is here is no such message. */
  malformed(reason: string, options?: ErrorOptions): ConfigTxError {
    const path = this.#path.length > longestPath ? `${this.#path.slice(0, longestPath)}…` : this.#path;
    return new ConfigTxError('MALFORMED', path === '' ? reason : `${path}: ${reason}`, { ...options, path });
  }

  #inner(path: string): Place {
    const place = new Place(path, this.#depth + 1, this.#allowance);
    if (place.#depth > deepest) {
      throw place.malformed(`nested more than ${deepest} deep`);
    }
    return place;
  }
}
