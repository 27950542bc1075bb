// SPDX-License-Identifier: Apache-2.0

import { type KeyObject, verify } from 'node:crypto';
import { ecdsaCurveOf } from './ecdsa-curve.js';
import { parseEcdsaSignature } from './ecdsa-signature.js';

export type SignatureVerifier = (message: Uint8Array, signature: Uint8Array) => boolean;

/**
 * Verifies as Fabric's BCCSP: ECDSA over a digest of the message, of signatures with a low S only; Ed25519 over the
 * message.
 *
 * @param digest of the MSP's signature hash family: `sha256` or `sha3-256`
 * @returns undefined for a key that Fabric has no signatures of
 */
export function signatureVerifier(publicKey: KeyObject, digest: string): SignatureVerifier | undefined {
  if (publicKey.asymmetricKeyType === 'ed25519') {
    return (message, signature) => verify(undefined, message, publicKey, signature);
  }
  const curve = ecdsaCurveOf(publicKey);
  if (!curve) {
    return undefined;
  }
  const { halfOrder, byteLength } = curve;
  return (message, der) => {
    const signature = parseEcdsaSignature(der);
    if (!signature || signature.s > halfOrder || signature.r >= curve.order) {
      return false;
    }
    const numbers = [signature.r, signature.s].map((number) => number.toString(16).padStart(2 * byteLength, '0'));
    return verify(digest, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(numbers.join(''), 'hex'));
  };
}
