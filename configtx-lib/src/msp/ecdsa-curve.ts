// SPDX-License-Identifier: Apache-2.0

import type { KeyObject } from 'node:crypto';

/** What low-S signatures need to know of a curve. */
export interface EcdsaCurve {
  readonly order: bigint;
  readonly halfOrder: bigint;
  /** Length of r and of s. */
  readonly byteLength: number;
}

const orders: Readonly<Record<string, bigint>> = {
  secp224r1: 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  secp384r1: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  secp521r1:
    0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
};

/** Undefined for a key of another kind and for a curve that Fabric does not know. */
export function ecdsaCurveOf(publicKey: KeyObject): EcdsaCurve | undefined {
  const order = orders[publicKey.asymmetricKeyDetails?.namedCurve ?? ''];
  if (publicKey.asymmetricKeyType !== 'ec' || order === undefined) {
    return undefined;
  }
  return { order, halfOrder: order >> 1n, byteLength: Math.ceil(order.toString(16).length / 2) };
}
