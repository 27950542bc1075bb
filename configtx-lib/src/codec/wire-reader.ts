// SPDX-License-Identifier: Apache-2.0

import type { Place } from './place.js';

/** How a field's value is written, which is the lowest three bits of its tag. */
export const wireType = { varint: 0, fixed64: 1, bytes: 2, groupStart: 3, groupEnd: 4, fixed32: 5 } as const;

const highestFieldNumber = 2 ** 29 - 1;
const longestVarint = 10;
/** Seven bits each, together no more than JavaScript's bit operations have. */
const bytesOfSmall = 4;

/** Nothing of Fabric's has groups: they can only be in fields that are not known. */
const deepestGroup = 100;

export interface Tag {
  readonly number: number;
  readonly wire: number;
}

/** Reads what protobuf has on the wire, without ever looking beyond the bytes that are there. */
export class WireReader {
  readonly #bytes: Uint8Array;
  readonly #place: Place;
  #position = 0;

  constructor(bytes: Uint8Array, place: Place) {
    this.#bytes = bytes;
    this.#place = place;
  }

  get atEnd(): boolean {
    return this.#position >= this.#bytes.length;
  }

  tag(): Tag {
    const tag = this.#smallVarint();
    const number = Math.floor(tag / 8);
    if (number < 1 || number > highestFieldNumber) {
      throw this.#place.malformed('a field number that cannot be');
    }
    return { number, wire: tag % 8 };
  }

  /** Without a sign, of 64 bits. */
  varint(): bigint {
    let low = 0;
    let high = 0n;
    for (let count = 0; count < longestVarint; count += 1) {
      const byte = this.#byte();
      const bits = byte & 0x7f;
      if (count < bytesOfSmall) {
        low |= bits << (7 * count);
      } else {
        high |= BigInt(bits) << BigInt(7 * count);
      }
      if (byte < 0x80 && (count < longestVarint - 1 || byte <= 1)) {
        return high === 0n ? BigInt(low) : high | BigInt(low);
      }
    }
    throw this.#place.malformed('a number of more than 64 bits');
  }

  /** A view, not a copy, of bytes with their length before them. */
  bytes(): Uint8Array {
    const length = this.#smallVarint();
    const left = this.#bytes.length - this.#position;
    if (length > left) {
      throw this.#place.malformed(`${length} bytes are announced, ${left} are there`);
    }
    return this.#take(length);
  }

  /** Passes over a field that is not known, or not written as it should be. */
  skip(tag: Tag): void {
    const groups: number[] = [];
    for (let { number, wire } = tag; ; { number, wire } = this.tag()) {
      switch (wire) {
        case wireType.varint:
          this.varint();
          break;
        case wireType.fixed64:
          this.#take(8);
          break;
        case wireType.bytes:
          this.bytes();
          break;
        case wireType.fixed32:
          this.#take(4);
          break;
        case wireType.groupStart:
          if (groups.push(number) > deepestGroup) {
            throw this.#place.malformed(`groups nested more than ${deepestGroup} deep`);
          }
          break;
        case wireType.groupEnd:
          if (groups.pop() !== number) {
            throw this.#place.malformed('a group ends that has not begun');
          }
          break;
        default:
          throw this.#place.malformed(`no field is written in the way ${wire}`);
      }
      if (groups.length === 0) {
        return;
      }
    }
  }

  /** Tags and lengths, nearly all of which are short, without the cost of large numbers. */
  #smallVarint(): number {
    const start = this.#position;
    let value = 0;
    for (let count = 0; count < bytesOfSmall; count += 1) {
      const byte = this.#byte();
      value |= (byte & 0x7f) << (7 * count);
      if (byte < 0x80) {
        return value;
      }
    }
    this.#position = start;
    return Number(this.varint());
  }

  #byte(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) {
      throw this.#place.malformed('ends in the middle of a number');
    }
    this.#position += 1;
    return byte;
  }

  #take(length: number): Uint8Array {
    const end = this.#position + length;
    if (end > this.#bytes.length) {
      throw this.#place.malformed('ends in the middle of a field');
    }
    const view = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return view;
  }
}
