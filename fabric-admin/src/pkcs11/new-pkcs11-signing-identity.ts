// SPDX-License-Identifier: Apache-2.0

import { createHash, type KeyObject, randomBytes, verify, X509Certificate } from 'node:crypto';
import { curveOf, toLowS } from '../identity/low-s.js';
import type { SigningIdentity } from '../signing-identity.js';
import { HsmError } from './hsm-error.js';
import type { Pkcs11Token } from './pkcs11-token.js';

export interface Pkcs11SigningIdentityOptions {
  readonly mspID: string;
  /** X.509 certificate, PEM. */
  readonly certificate: Uint8Array;
  readonly token: Pick<Pkcs11Token, 'sign'>;
  /** `CKA_ID` of the private key; default: the hash of the public key, by which Fabric's own tools name keys. */
  readonly keyID?: Uint8Array | undefined;
}

/**
 * An identity whose private key never leaves its token. It signs once to see that it is the certificate's key.
 *
 * @throws {@link HsmError}
 */
export async function newPkcs11SigningIdentity(options: Pkcs11SigningIdentityOptions): Promise<SigningIdentity> {
  const { mspID, certificate, token } = options;
  const publicKey = publicKeyOf(certificate);
  const curve = curveOf(publicKey);
  if (curve === undefined) {
    throw new HsmError("the certificate's key is not ECDSA on P-256 or P-384, which is what Fabric takes");
  }
  const keyID = options.keyID ?? subjectKeyID(publicKey);
  const signRaw = (message: Uint8Array): Promise<Uint8Array> =>
    token.sign(keyID, createHash('sha256').update(message).digest());

  const sample = randomBytes(32);
  const signature = await signRaw(sample);
  if (!verify('sha256', sample, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)) {
    throw new HsmError(`the key with the ID ${Buffer.from(keyID).toString('hex')} is not the certificate's`);
  }
  return { mspID, certificate, sign: async (message) => toLowS(await signRaw(message), curve) };
}

function publicKeyOf(certificate: Uint8Array): KeyObject {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch (cause) {
    throw new HsmError('the certificate is not in PEM or malformed', { cause });
  }
}

/** SHA-256 of the uncompressed point (bccsp/sw/ecdsakey.go, `SKI`). */
function subjectKeyID(publicKey: KeyObject): Uint8Array {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = [Buffer.from([0x04]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return createHash('sha256').update(Buffer.concat(point)).digest();
}
