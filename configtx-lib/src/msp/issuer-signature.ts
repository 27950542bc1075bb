// SPDX-License-Identifier: Apache-2.0

import { type KeyObject, verify } from 'node:crypto';

export interface IssuerSignature {
  readonly signedPart: Uint8Array;
  readonly signature: Uint8Array;
  /** OID. */
  readonly signatureAlgorithmID: string;
}

interface Algorithm {
  readonly keyType: 'ec' | 'rsa' | 'ed25519';
  readonly digest: string | undefined;
}

/** Those that Go takes for certificates and revocation lists, without the ones of SHA-1. */
const algorithms: Readonly<Record<string, Algorithm>> = {
  '1.2.840.10045.4.3.2': { keyType: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { keyType: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { keyType: 'ec', digest: 'sha512' },
  '1.2.840.113549.1.1.11': { keyType: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { keyType: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { keyType: 'rsa', digest: 'sha512' },
  '1.3.101.112': { keyType: 'ed25519', digest: undefined },
};

/** Whether a CA's key signed it. Here, unlike in transactions, a high S is no matter. */
export function isSignedBy({ signedPart, signature, signatureAlgorithmID }: IssuerSignature, key: KeyObject): boolean {
  const algorithm = algorithms[signatureAlgorithmID];
  return key.asymmetricKeyType === algorithm?.keyType && verify(algorithm?.digest, signedPart, key, signature);
}

/** Whether it is an ECDSA signature, which has a high-S and a low-S form. */
export function isEcdsaSigned({ signatureAlgorithmID }: IssuerSignature): boolean {
  return algorithms[signatureAlgorithmID]?.keyType === 'ec';
}
