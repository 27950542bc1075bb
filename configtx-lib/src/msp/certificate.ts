// SPDX-License-Identifier: Apache-2.0

import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate as Asn1Certificate,
  ExtendedKeyUsage,
  type Extension,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_cRLDistributionPoints,
  id_ce_certificatePolicies,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  type Name,
  SubjectKeyIdentifier,
  Version,
} from '@peculiar/asn1-x509';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { derBitString, derSequence } from '../der.js';
import { decodePem } from './decode-pem.js';
import { LruCache } from './lru-cache.js';
import { MspError } from './msp-error.js';

/** What an MSP needs to know of an X.509 certificate. */
export interface Certificate {
  readonly der: Uint8Array;
  /** DER of what is signed. */
  readonly signedPart: Uint8Array;
  /** DER of the signature's algorithm. */
  readonly signatureAlgorithm: Uint8Array;
  /** OID. */
  readonly signatureAlgorithmID: string;
  readonly signature: Uint8Array;
  readonly isVersion3: boolean;
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** DER in Base64, to compare. */
  readonly issuer: string;
  /** DER in Base64, to compare. */
  readonly subject: string;
  readonly organizationalUnits: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly basicConstraints: BasicConstraints | undefined;
  /** Of its key usage; a certificate without key usage may. */
  readonly maySignCertificates: boolean;
  /** OIDs; undefined for any use. */
  readonly extendedKeyUsages: readonly string[] | undefined;
  /** Hexadecimal. */
  readonly subjectKeyIdentifier: string | undefined;
  /** OIDs of the extensions that are critical and that we cannot honour. */
  readonly unhandledExtensions: readonly string[];
}

/** The same CAs come again with every configuration of a channel, and reading them is most of the work. */
const parsed = new LruCache<Certificate>(500);

const organizationalUnitName = '2.5.4.11';

/** Name constraints are not among them: a CA that has them is refused rather than trusted too far. */
const handledExtensions: ReadonlySet<string> = new Set([
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_cRLDistributionPoints,
  id_ce_certificatePolicies,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
]);

/**
 * Reads the first certificate of a PEM text.
 *
 * @throws MspError `MALFORMED`
 */
export function certificateFromPem(pem: Uint8Array): Certificate {
  return parsed.getOrMake(Buffer.from(pem).toString('latin1'), () => {
    const der = decodePem(pem);
    if (!der) {
      throw new MspError('MALFORMED', 'could not decode the PEM structure');
    }
    return certificateFromDer(der);
  });
}

/** @throws MspError `MALFORMED` */
export function certificateFromDer(der: Uint8Array): Certificate {
  let certificate: Certificate;
  try {
    certificate = readCertificate(der);
  } catch (cause) {
    throw new MspError('MALFORMED', 'parseCertificate failed', { cause });
  }
  // The parser takes other encodings than DER, and bytes after the end, which would make two certificates of one.
  if (!Buffer.from(certificateToDer(certificate)).equals(der)) {
    throw new MspError('MALFORMED', 'parseCertificate failed', {
      cause: new Error('not in DER, or with bytes after its end'),
    });
  }
  return certificate;
}

/** Puts a certificate together from its three parts. */
export function certificateToDer(
  parts: Pick<Certificate, 'signedPart' | 'signatureAlgorithm' | 'signature'>,
): Uint8Array {
  return derSequence([parts.signedPart, parts.signatureAlgorithm, derBitString(parts.signature)]);
}

function readCertificate(der: Uint8Array): Certificate {
  const certificate = AsnConvert.parse(der, Asn1Certificate);
  const signed = certificate.tbsCertificate;
  const extensions: readonly Extension[] = signed.extensions ?? [];
  const find = <T>(id: string, type: new () => T): T | undefined => {
    const extension = extensions.find(({ extnID }) => extnID === id);
    return extension && AsnConvert.parse(extension.extnValue.buffer, type);
  };
  const keyUsage = find(id_ce_keyUsage, KeyUsage);
  const extendedKeyUsage = find(id_ce_extKeyUsage, ExtendedKeyUsage);
  const subjectKeyIdentifier = find(id_ce_subjectKeyIdentifier, SubjectKeyIdentifier);
  return {
    der,
    signedPart: Buffer.from(certificate.tbsCertificateRaw ?? AsnConvert.serialize(signed)),
    signatureAlgorithm: Buffer.from(AsnConvert.serialize(certificate.signatureAlgorithm)),
    signatureAlgorithmID: certificate.signatureAlgorithm.algorithm,
    signature: Buffer.from(certificate.signatureValue),
    isVersion3: signed.version === Version.v3,
    serialNumber: Buffer.from(signed.serialNumber).toString('hex'),
    issuer: base64Of(signed.issuer),
    subject: base64Of(signed.subject),
    organizationalUnits: organizationalUnitsOf(signed.subject),
    notBefore: signed.validity.notBefore.getTime(),
    notAfter: signed.validity.notAfter.getTime(),
    publicKey: createPublicKey({
      key: Buffer.from(AsnConvert.serialize(signed.subjectPublicKeyInfo)),
      format: 'der',
      type: 'spki',
    }),
    basicConstraints: find(id_ce_basicConstraints, BasicConstraints),
    maySignCertificates: !keyUsage || (keyUsage.toNumber() & KeyUsageFlags.keyCertSign) !== 0,
    extendedKeyUsages: extendedKeyUsage && [...extendedKeyUsage],
    subjectKeyIdentifier: subjectKeyIdentifier && Buffer.from(subjectKeyIdentifier.buffer).toString('hex'),
    unhandledExtensions: unhandledExtensionsOf(extensions),
  };
}

function unhandledExtensionsOf(extensions: readonly Extension[]): string[] {
  return extensions
    .filter(({ extnID, critical }) => extnID === id_ce_nameConstraints || (critical && !handledExtensions.has(extnID)))
    .map(({ extnID }) => extnID);
}

function base64Of(name: Name): string {
  return Buffer.from(AsnConvert.serialize(name)).toString('base64');
}

function organizationalUnitsOf(subject: Name): string[] {
  return subject
    .flatMap((names) => [...names])
    .filter(({ type }) => type === organizationalUnitName)
    .map(({ value }) => value.toString());
}

/** Hexadecimal key identifier of an extension of that kind; undefined if it has none. */
export function authorityKeyIdentifierOf(extensions: readonly Extension[]): string | undefined {
  const extension = extensions.find(({ extnID }) => extnID === id_ce_authorityKeyIdentifier);
  const identifier = extension && AsnConvert.parse(extension.extnValue.buffer, AuthorityKeyIdentifier).keyIdentifier;
  return identifier && Buffer.from(identifier.buffer).toString('hex');
}
