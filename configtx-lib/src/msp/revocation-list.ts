// SPDX-License-Identifier: Apache-2.0

import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList } from '@peculiar/asn1-x509';
import { fromBER, GeneralizedTime, Integer, Sequence, UTCTime } from 'asn1js';
import { authorityKeyIdentifierOf, type Certificate } from './certificate.js';
import { decodePem } from './decode-pem.js';
import { isSignedBy } from './issuer-signature.js';
import { MspError } from './msp-error.js';

/** A certificate revocation list of an MSP. */
export interface RevocationList {
  /** Key identifier of the CA, in hexadecimal; undefined if it does not tell. */
  readonly authority: string | undefined;
  /** Of the certificates that it names, in hexadecimal. */
  readonly serialNumbers: ReadonlySet<string>;
  /** Whether this CA has signed it. */
  isOf(issuer: Certificate): boolean;
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
  const revoked = new Set(serialNumbersOf(list));
  const authority = authorityKeyIdentifierOf(list.tbsCertList.crlExtensions ?? []);
  const signed = {
    signedPart: Buffer.from(list.tbsCertListRaw ?? AsnConvert.serialize(list.tbsCertList)),
    signature: Buffer.from(list.signature),
    signatureAlgorithmID: list.signatureAlgorithm.algorithm,
  };
  const isOf = (issuer: Certificate): boolean =>
    authority === issuer.subjectKeyIdentifier && isSignedBy(signed, issuer.publicKey);
  return {
    authority,
    serialNumbers: revoked,
    isOf: (issuer) => authority !== undefined && isOf(issuer),
    revokes: (certificate, issuer) => {
      if (authority === undefined) {
        throw new MspError('INVALID_MSP', 'could not obtain Authority Key Identifier for crl');
      }
      return revoked.has(certificate.serialNumber) && isOf(issuer);
    },
  };
}

/**
 * The certificates that a revocation list names.
 *
 * @returns serial numbers, hexadecimal
 * @throws MspError `INVALID_MSP`
 */
export function revokedSerialNumbers(bytes: Uint8Array): string[] {
  return serialNumbersOf(parse(bytes));
}

/**
 * From the elements themselves (RFC 5280, 5.1): in a list without `nextUpdate` the schema of @peculiar/asn1-x509 takes the
 * entries for that, and finds none.
 */
function serialNumbersOf(list: CertificateList): string[] {
  const { result } = fromBER(list.tbsCertListRaw ?? AsnConvert.serialize(list.tbsCertList));
  const elements = sequenceIn(result);
  const thisUpdate = elements.findIndex(isTime);
  const afterTimes = elements.slice(thisUpdate).find((element) => !isTime(element));
  return sequenceIn(afterTimes).map((entry) => {
    const [serialNumber] = sequenceIn(entry);
    if (!(serialNumber instanceof Integer)) {
      throw new MspError('INVALID_MSP', 'could not parse RevocationList');
    }
    return Buffer.from(serialNumber.valueBlock.valueHexView).toString('hex');
  });
}

/** The elements of a SEQUENCE; none of anything else, for instance of the extensions that follow where there are no entries. */
function sequenceIn(element: unknown): readonly unknown[] {
  return element instanceof Sequence ? element.valueBlock.value : [];
}

function isTime(element: unknown): boolean {
  return element instanceof UTCTime || element instanceof GeneralizedTime;
}

function parse(bytes: Uint8Array): CertificateList {
  try {
    const isPem = Buffer.from(bytes).toString('latin1', 0, pemBegin.length) === pemBegin;
    return AsnConvert.parse((isPem ? decodePem(bytes) : undefined) ?? bytes, CertificateList);
  } catch (cause) {
    throw new MspError('INVALID_MSP', 'could not parse RevocationList', { cause });
  }
}
