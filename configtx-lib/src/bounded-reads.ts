// SPDX-License-Identifier: Apache-2.0

import jspb from 'google-protobuf';

/*
 * google-protobuf 3.21 believes the length that a nested message or a text says it has, and reads on for up to 4 GB
 * beyond the end of the bytes: seven bytes can keep a process busy for minutes. All of Fabric's generated code reads
 * through these methods, that of gRPC included; here they look at the length first. Imported for this effect.
 */

const guarded = Symbol.for('@opssc/configtx bounded reads');
const longestVarint = 10;

type Read = (this: jspb.BinaryReader, ...args: unknown[]) => unknown;

const reader: object = jspb.BinaryReader.prototype;
if (!Reflect.has(reader, guarded)) {
  Reflect.set(reader, guarded, true);
  for (const method of ['readMessage', 'readString']) {
    const read = Reflect.get(reader, method) as Read;
    const boundedRead: Read = function (...args) {
      requireLengthWithin(this.getBuffer(), this.getCursor());
      return Reflect.apply(read, this, args);
    };
    Reflect.set(reader, method, boundedRead);
  }
}

/** Refuses a length, at the position, of more bytes than follow it. */
function requireLengthWithin(bytes: Uint8Array, position: number): void {
  let length = 0;
  for (let count = 0; count < longestVarint; count += 1) {
    const byte = bytes[position + count] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * count);
    if (byte < 0x80) {
      const left = bytes.length - (position + count + 1);
      if (length > left) {
        throw new RangeError(`${length} bytes are announced, ${left} are there`);
      }
      return;
    }
  }
}
