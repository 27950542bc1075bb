// SPDX-License-Identifier: Apache-2.0

// The few DER encodings that Fabric computes itself. Certificates are parsed by a library.

const integerTag = 0x02;
const bitStringTag = 0x03;
const octetStringTag = 0x04;
const sequenceTag = 0x30;

/** INTEGER, for a number that is not negative. */
export function derInteger(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  // The first bit is the sign.
  const isNegative = (bytes[0] ?? 0) >= 0x80;
  return tagged(integerTag, isNegative ? [Uint8Array.of(0), bytes] : [bytes]);
}

/** BIT STRING of whole bytes. */
export function derBitString(bytes: Uint8Array): Uint8Array {
  return tagged(bitStringTag, [Uint8Array.of(0), bytes]);
}

/** OCTET STRING. */
export function derOctetString(bytes: Uint8Array): Uint8Array {
  return tagged(octetStringTag, [bytes]);
}

/** SEQUENCE of elements that are encoded already. */
export function derSequence(elements: readonly Uint8Array[]): Uint8Array {
  return tagged(sequenceTag, elements);
}

function tagged(tag: number, contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return Buffer.concat([Uint8Array.of(tag), derLength(length), ...contents]);
}

function derLength(length: number): Uint8Array {
  if (length < 0x80) {
    return Uint8Array.of(length);
  }
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Uint8Array.of(0x80 | bytes.byteLength), bytes]);
}
