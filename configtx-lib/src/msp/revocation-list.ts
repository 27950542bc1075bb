// SPDX-License-Identifier: Apache-2.0

import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList } from '@peculiar/asn1-x509';
import { authorityKeyIdentifierOf, type Certificate } from './certificate.js';
import { decodePem } from './decode-pem.js';
import { isSignedBy } from './issuer-signature.js';
import { MspError } from './msp-error.js';

/** A certificate revocation list of an MSP. */
export interface RevocationList {
  /** Whether this list of the issuer names the certificate. When it was revoked does not matter. */
  revokes(certificate: Certificate, issuer: Certificate): boolean;
}

const pemBegin = '-----BEGIN X509 CRL-----';

/**
 * Reads a revocation list in PEM, as `X509 CRL`, or in DER.
 *
 * @throws MspError `INVALID_MSP`
 */
export function revocationList(bytes: Uint8Array): RevocationList {
  const list = parse(bytes);
  const revoked = new Set(
    (list.tbsCertList.revokedCertificates ?? []).map(({ userCertificate }) =>
      Buffer.from(userCertificate).toString('hex'),
    ),
  );
  const authority = authorityKeyIdentifierOf(list.tbsCertList.crlExtensions ?? []);
  const signed = {
    signedPart: Buffer.from(list.tbsCertListRaw ?? AsnConvert.serialize(list.tbsCertList)),
    signature: Buffer.from(list.signature),
    signatureAlgorithmID: list.signatureAlgorithm.algorithm,
  };
  return {
    revokes: (certificate, issuer) => {
      if (authority === undefined) {
        throw new MspError('INVALID_MSP', 'could not obtain Authority Key Identifier for crl');
      }
      return (
        authority === issuer.subjectKeyIdentifier &&
        revoked.has(certificate.serialNumber) &&
        isSignedBy(signed, issuer.publicKey)
      );
    },
  };
}

function parse(bytes: Uint8Array): CertificateList {
  try {
    const isPem = Buffer.from(bytes).toString('latin1', 0, pemBegin.length) === pemBegin;
    return AsnConvert.parse((isPem ? decodePem(bytes) : undefined) ?? bytes, CertificateList);
  } catch (cause) {
    throw new MspError('INVALID_MSP', 'could not parse RevocationList', { cause });
  }
}
