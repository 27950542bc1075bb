// SPDX-License-Identifier: Apache-2.0

import { wireType } from './wire-reader.js';

const longestVarint = 10;

/** Writes what protobuf has on the wire. */
export class WireWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  tag(number: number, wire: number): void {
    this.#smallVarint(number * 8 + wire);
  }

  /** Negative numbers as Fabric writes them: their complement of 64 bits. */
  varint(value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    this.#reserve(longestVarint);
    while (rest > 0x7fn) {
      this.#bytes[this.#length] = Number(rest & 0x7fn) | 0x80;
      this.#length += 1;
      rest >>= 7n;
    }
    this.#bytes[this.#length] = Number(rest);
    this.#length += 1;
  }

  /** A field of bytes: tag, length, the bytes. */
  bytes(number: number, value: Uint8Array): void {
    this.tag(number, wireType.bytes);
    this.#smallVarint(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** A field of bytes that are what is written meanwhile. */
  nested(number: number, write: () => void): void {
    this.tag(number, wireType.bytes);
    const start = this.#length;
    write();
    const end = this.#length;
    // The length goes before what is there by now.
    this.#smallVarint(end - start);
    const length = this.#bytes.slice(end, this.#length);
    this.#bytes.copyWithin(start + length.length, start, end);
    this.#bytes.set(length, start);
  }

  /** A copy of what was written. */
  result(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Of a tag or a length. */
  #smallVarint(value: number): void {
    this.#reserve(longestVarint);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#length] = (rest % 0x80) | 0x80;
      this.#length += 1;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#length] = rest;
    this.#length += 1;
  }

  #reserve(count: number): void {
    if (this.#length + count > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#length + count));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
  }
}
