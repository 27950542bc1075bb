// SPDX-License-Identifier: Apache-2.0

// The X.509 library's dependency injection needs this polyfill, loaded before it.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  Extension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
} from '@peculiar/x509';
import { KeyObject, sign, webcrypto } from 'node:crypto';
import { ecdsaCurveOf } from '../../src/msp/ecdsa-curve.js';
import { encodeEcdsaSignature, parseEcdsaSignature } from '../../src/msp/ecdsa-signature.js';

export type KeyKind = 'P-256' | 'P-384' | 'Ed25519' | 'RSA';

export interface CertificateOptions {
  readonly commonName: string;
  readonly units?: readonly string[];
  /** Default: a year ago. */
  readonly notBefore?: Date;
  /** Default: in a year. */
  readonly notAfter?: Date;
  readonly key?: KeyKind;
  readonly isCA?: boolean;
  readonly pathLength?: number;
  readonly withoutKeyIdentifier?: boolean;
  readonly withoutCertSign?: boolean;
  /** OIDs. */
  readonly extendedKeyUsages?: readonly string[];
  /** OID of an extension that nobody knows. */
  readonly criticalExtension?: string;
}

/** A certificate made for a test, with its key. */
export interface TestCertificate {
  /** PEM. */
  readonly pem: string;
  readonly serialNumber: string;
  /** Signs as Fabric's clients do: ECDSA over SHA-256 with a low S, Ed25519 over the message. */
  sign(message: Uint8Array): Uint8Array;
}

/** A CA made for a test. */
export interface TestAuthority extends TestCertificate {
  issue(options: CertificateOptions): Promise<TestCertificate>;
  issueAuthority(options: CertificateOptions): Promise<TestAuthority>;
  /** A revocation list in PEM. */
  revoke(...certificates: readonly TestCertificate[]): Promise<string>;
  /** The same, not saying when the next one comes: it may not. */
  revokeWithoutNextUpdate(...certificates: readonly TestCertificate[]): Promise<string>;
}

const yearInMilliseconds = 365 * 24 * 60 * 60 * 1000;
export const aYearAgo = new Date(Date.now() - yearInMilliseconds);
export const inAYear = new Date(Date.now() + yearInMilliseconds);

interface Issuer {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** Makes a root CA. */
export async function newTestAuthority(options: CertificateOptions): Promise<TestAuthority> {
  const keys = await newKeys(options.key ?? 'P-256');
  const issuer = { name: nameOf(options), keys };
  return authorityOf(await certificateOf({ options: { isCA: true, ...options }, keys, issuer }), issuer);
}

function authorityOf(own: TestCertificate, issuer: Issuer): TestAuthority {
  return {
    ...own,
    issue: async (options) => certificateOf({ options, keys: await newKeys(options.key ?? 'P-256'), issuer }),
    issueAuthority: async (options) => {
      const keys = await newKeys(options.key ?? 'P-256');
      const certificate = await certificateOf({ options: { isCA: true, ...options }, keys, issuer });
      return authorityOf(certificate, { name: nameOf(options), keys });
    },
    revoke: (...certificates) => revocationListOf({ issuer, certificates, nextUpdate: inAYear }),
    revokeWithoutNextUpdate: (...certificates) => revocationListOf({ issuer, certificates }),
  };
}

interface RevocationListRequest {
  readonly issuer: Issuer;
  readonly certificates: readonly TestCertificate[];
  readonly nextUpdate?: Date;
}

async function revocationListOf({ issuer, certificates, ...dates }: RevocationListRequest): Promise<string> {
  const list = await X509CrlGenerator.create(
    {
      issuer: issuer.name,
      thisUpdate: aYearAgo,
      ...dates,
      entries: certificates.map(({ serialNumber }) => ({ serialNumber, revocationDate: new Date() })),
      extensions: [await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey, false, webcrypto)],
      signingAlgorithm: signingAlgorithmOf(issuer.keys),
      signingKey: issuer.keys.privateKey,
    },
    webcrypto,
  );
  // Go knows revocation lists by no other name.
  return `${list.toString('pem').replaceAll(' CRL-', ' X509 CRL-')}\n`;
}

interface CertificateRequest {
  readonly options: CertificateOptions;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly issuer: Issuer;
}

async function certificateOf({ options, keys, issuer }: CertificateRequest): Promise<TestCertificate> {
  const certificate = await X509CertificateGenerator.create(
    {
      subject: nameOf(options),
      issuer: issuer.name,
      notBefore: options.notBefore ?? aYearAgo,
      notAfter: options.notAfter ?? inAYear,
      publicKey: keys.publicKey,
      signingAlgorithm: signingAlgorithmOf(issuer.keys),
      signingKey: issuer.keys.privateKey,
      extensions: await extensionsOf(options, keys),
    },
    webcrypto,
  );
  const privateKey = KeyObject.from(keys.privateKey);
  return {
    pem: `${certificate.toString('pem')}\n`,
    serialNumber: certificate.serialNumber,
    sign: (message) =>
      privateKey.asymmetricKeyType === 'ed25519' ? sign(undefined, message, privateKey) : signLowS(message, privateKey),
  };
}

async function extensionsOf(options: CertificateOptions, keys: webcrypto.CryptoKeyPair): Promise<Extension[]> {
  const { isCA = false, extendedKeyUsages, criticalExtension } = options;
  return [
    new BasicConstraintsExtension(isCA, options.pathLength, true),
    keyUsageOf(options),
    ...(options.withoutKeyIdentifier
      ? []
      : [await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto)]),
    ...(extendedKeyUsages ? [new ExtendedKeyUsageExtension([...extendedKeyUsages])] : []),
    ...(criticalExtension === undefined ? [] : [new Extension(criticalExtension, true, Uint8Array.of(5, 0))]),
  ];
}

function keyUsageOf({ isCA, withoutCertSign }: CertificateOptions): KeyUsagesExtension {
  if (!isCA) {
    return new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true);
  }
  return withoutCertSign
    ? new KeyUsagesExtension(KeyUsageFlags.cRLSign, true)
    : new KeyUsagesExtension(KeyUsageFlags.cRLSign | KeyUsageFlags.keyCertSign, true);
}

function nameOf({ commonName, units = [] }: CertificateOptions): string {
  return [`O=example`, ...units.map((unit) => `OU=${unit}`), `CN=${commonName}`].join(', ');
}

function newKeys(kind: KeyKind): Promise<webcrypto.CryptoKeyPair> {
  switch (kind) {
    case 'Ed25519':
      return webcrypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;
    case 'RSA': {
      const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
      return webcrypto.subtle.generateKey({ ...algorithm, hash: 'SHA-256' }, true, ['sign', 'verify']);
    }
    default:
      return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: kind }, true, ['sign', 'verify']);
  }
}

function signingAlgorithmOf({ privateKey }: webcrypto.CryptoKeyPair): { name: string; hash: string } {
  return { name: privateKey.algorithm.name, hash: 'SHA-256' };
}

function signLowS(message: Uint8Array, privateKey: KeyObject): Uint8Array {
  const der = sign('sha256', message, privateKey);
  const signature = parseEcdsaSignature(der);
  const curve = ecdsaCurveOf(privateKey);
  if (!signature || !curve) {
    return der;
  }
  const { r, s } = signature;
  return encodeEcdsaSignature({ r, s: s > curve.halfOrder ? curve.order - s : s });
}
