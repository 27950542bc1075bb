// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { FabricError } from '../errors/fabric-error.js';
import type { SigningIdentity } from '../signing-identity.js';
import { curveOf, toLowS } from './low-s.js';

export interface SigningIdentityOptions {
  readonly mspID: string;
  /** X.509 certificate, PEM. */
  readonly certificate: Uint8Array;
  /** ECDSA private key on P-256 or P-384, PEM (PKCS#8 or SEC 1), not encrypted. */
  readonly privateKey: Uint8Array;
}

/**
 * An identity whose private key is in memory.
 *
 * @throws {@link FabricError} with code `INVALID_ARGUMENT` when the certificate or key is malformed, the key is not ECDSA
 * on P-256 or P-384, or the two do not belong together.
 */
export function newSigningIdentity({ mspID, certificate, privateKey }: SigningIdentityOptions): SigningIdentity {
  const x509 = parse('certificate', () => new X509Certificate(certificate));
  const key = parse('private key', () => createPrivateKey(Buffer.from(privateKey)));
  const curve = curveOf(key);
  if (curve === undefined) {
    throw invalid('the private key is not ECDSA on P-256 or P-384, which is what Fabric takes');
  }
  if (!x509.checkPrivateKey(key)) {
    throw invalid("the private key is not the certificate's");
  }
  return {
    mspID,
    certificate,
    sign: (message) => Promise.resolve(toLowS(signRaw(message, key), curve)),
  };
}

/** Fabric's MSPs verify over SHA-256 whatever the curve (msp/mspimpl.go, `getHashOpt` of the SHA2 family). */
function signRaw(message: Uint8Array, key: KeyObject): Uint8Array {
  return sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
}

function parse<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw invalid(`the ${what} is not in PEM or malformed`, cause);
  }
}

function invalid(message: string, cause?: unknown): FabricError {
  return new FabricError({ code: 'INVALID_ARGUMENT', message, cause });
}
