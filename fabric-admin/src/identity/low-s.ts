// SPDX-License-Identifier: Apache-2.0

import type { KeyObject } from 'node:crypto';

/** Group orders of the curves that Fabric takes, by OpenSSL's names (SEC 2, sections 2.4.2 and 2.5.1). */
const orders = {
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  secp384r1: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
} as const;

export type Curve = keyof typeof orders;

/** Undefined: not a curve that Fabric takes. */
export function curveOf(key: KeyObject): Curve | undefined {
  const name = key.asymmetricKeyType === 'ec' ? key.asymmetricKeyDetails?.namedCurve : undefined;
  return name === 'prime256v1' || name === 'secp384r1' ? name : undefined;
}

/**
 * Encodes a raw signature (r and s of equal length) as DER with the lower of the two values that s may have: Fabric
 * refuses the other, so that nobody can change a signature's bytes (bccsp/sw/ecdsa.go).
 */
export function toLowS(signature: Uint8Array, curve: Curve): Uint8Array {
  const half = signature.length / 2;
  const r = toBigInt(signature.subarray(0, half));
  const s = toBigInt(signature.subarray(half));
  const order = orders[curve];
  const body = Buffer.concat([derInteger(r), derInteger(s > order / 2n ? order - s : s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

/** DER integers are signed: a leading zero keeps a high first bit from meaning a negative number. */
function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const magnitude = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const bytes = (magnitude[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), magnitude]) : magnitude;
  return Buffer.concat([Buffer.from([0x02, bytes.length]), bytes]);
}
