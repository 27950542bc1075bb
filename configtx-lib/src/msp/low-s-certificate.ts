// SPDX-License-Identifier: Apache-2.0

import { type Certificate, certificateFromDer, certificateToDer } from './certificate.js';
import { ecdsaCurveOf } from './ecdsa-curve.js';
import { encodeEcdsaSignature, parseEcdsaSignature } from './ecdsa-signature.js';
import { isEcdsaSigned } from './issuer-signature.js';
import { MspError } from './msp-error.js';

/**
 * The certificate with its issuer's ECDSA signature in its one canonical form (msp.sanitizeECDSASignedCert): anyone can
 * turn a signature with a low S into another with a high one, and a certificate into two of the same identity.
 *
 * @throws MspError `MALFORMED`
 */
export function lowSCertificate(certificate: Certificate, issuer: Certificate): Certificate {
  if (!isEcdsaSigned(certificate)) {
    return certificate;
  }
  const curve = ecdsaCurveOf(issuer.publicKey);
  const signature = parseEcdsaSignature(certificate.signature);
  if (!curve || !signature) {
    throw new MspError('MALFORMED', "the certificate's signature cannot be read");
  }
  const { r, s } = signature;
  const canonical = encodeEcdsaSignature({ r, s: s > curve.halfOrder ? curve.order - s : s });
  if (Buffer.from(canonical).equals(certificate.signature)) {
    return certificate;
  }
  return certificateFromDer(certificateToDer({ ...certificate, signature: canonical }));
}
