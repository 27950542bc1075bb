// SPDX-License-Identifier: Apache-2.0

import { derInteger, derSequence } from '../der.js';

/** The two numbers of an ECDSA signature. */
export interface EcdsaSignature {
  readonly r: bigint;
  readonly s: bigint;
}

const integerTag = 0x02;
const sequenceTag = 0x30;

/**
 * Reads a signature in DER as Go's encoding/asn1 does: no longer forms than needed, both numbers positive. Bytes after
 * the sequence are let pass, as in Fabric.
 *
 * @returns undefined for anything else
 */
export function parseEcdsaSignature(der: Uint8Array): EcdsaSignature | undefined {
  const sequence = readElement(der, sequenceTag);
  const r = sequence && readElement(sequence.content, integerTag);
  const s = r && readElement(r.rest, integerTag);
  if (!r || !s || s.rest.byteLength > 0) {
    return undefined;
  }
  const [first, second] = [positiveInteger(r.content), positiveInteger(s.content)];
  return first === undefined || second === undefined ? undefined : { r: first, s: second };
}

/** Writes a signature in DER. */
export function encodeEcdsaSignature({ r, s }: EcdsaSignature): Uint8Array {
  return derSequence([derInteger(r), derInteger(s)]);
}

function readElement(bytes: Uint8Array, tag: number): { content: Uint8Array; rest: Uint8Array } | undefined {
  const [actualTag, firstLength] = bytes;
  if (actualTag !== tag || firstLength === undefined) {
    return undefined;
  }
  // Only signatures of P-521 need a second byte of length.
  const isLong = firstLength === 0x81;
  const length = isLong ? bytes[2] : firstLength;
  if (length === undefined || (isLong ? length < 0x80 : length >= 0x80)) {
    return undefined;
  }
  const start = isLong ? 3 : 2;
  const content = bytes.subarray(start, start + length);
  return content.byteLength === length ? { content, rest: bytes.subarray(start + length) } : undefined;
}

function positiveInteger(content: Uint8Array): bigint | undefined {
  const [first, second] = content;
  const isNegative = first === undefined || first >= 0x80;
  const isPadded = first === 0 && second !== undefined && second < 0x80;
  if (isNegative || isPadded) {
    return undefined;
  }
  const value = BigInt(`0x${Buffer.from(content).toString('hex')}`);
  return value > 0n ? value : undefined;
}
