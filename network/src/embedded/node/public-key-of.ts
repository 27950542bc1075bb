// SPDX-License-Identifier: Apache-2.0

import { X509Certificate } from 'node:crypto';

/**
 * The public key of a certificate, as text that can be compared. Fabric's orderers find themselves in a channel's list of
 * consenters by it, so that a certificate that was renewed for the same key is still theirs. Undefined when the bytes
 * are no certificate.
 */
export function publicKeyOf(certificate: Uint8Array): string | undefined {
  try {
    const { publicKey } = new X509Certificate(certificate);
    return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    return undefined;
  }
}
