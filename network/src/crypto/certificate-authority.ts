// SPDX-License-Identifier: Apache-2.0

// The X.509 library's dependency injection needs this polyfill, loaded before it.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  type Extension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { hasLowS } from './has-low-s.js';

/** A certificate authority that lives as long as the making of a network's crypto material. */
export interface CertificateAuthority {
  /** `ca.org1.example.com` */
  readonly commonName: string;
  readonly own: IssuedCertificate;
  /** A certificate for signing: what an MSP calls an identity. */
  issueIdentity(commonName: string, organizationalUnit: string): Promise<IssuedCertificate>;
  /** A certificate for both ends of TLS. Names that are IP addresses become IP entries. */
  issueTls(commonName: string, alternativeNames: readonly string[]): Promise<IssuedCertificate>;
}

export interface IssuedCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS#8. */
  readonly privateKey: string;
}

export interface CertificateAuthorityOptions {
  readonly commonName: string;
  /** The subject's O, for instance `org1.example.com`. */
  readonly organization: string;
  readonly now: Date;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const validityDays = 3650;
const millisecondsPerDay = 24 * 60 * 60 * 1000;
// Clocks differ a little: a certificate is valid from just before it was made.
const backdate = 5 * 60 * 1000;

/** Makes a root with a fresh P-256 key. Fabric needs a subject key identifier and the right to sign certificates in it. */
export async function newCertificateAuthority(options: CertificateAuthorityOptions): Promise<CertificateAuthority> {
  const { commonName, organization } = options;
  const notBefore = new Date(options.now.getTime() - backdate);
  const notAfter = new Date(notBefore.getTime() + validityDays * millisecondsPerDay);
  const issuer = distinguishedName(organization, commonName);
  const rootKeys = await newKeys();

  const sign = async (
    subject: string,
    publicKey: webcrypto.CryptoKey,
    extensions: readonly Extension[],
  ): Promise<string> => {
    const request = {
      issuer,
      subject,
      publicKey,
      notBefore,
      notAfter,
      signingAlgorithm: algorithm,
      signingKey: rootKeys.privateKey,
      extensions: [
        ...extensions,
        await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
        await AuthorityKeyIdentifierExtension.create(rootKeys.publicKey, false, webcrypto),
      ],
    };
    // Fabric would rewrite a certificate whose signature has a high S, and then its bytes are no longer ours.
    let certificate: X509Certificate;
    do {
      certificate = await X509CertificateGenerator.create(request, webcrypto);
    } while (!hasLowS(new Uint8Array(certificate.signature)));
    return `${certificate.toString('pem')}\n`;
  };
  const issue = async (subject: string, extensions: readonly Extension[]): Promise<IssuedCertificate> => {
    const keys = await newKeys();
    return {
      certificate: await sign(subject, keys.publicKey, [
        new BasicConstraintsExtension(false, undefined, true),
        ...extensions,
      ]),
      privateKey: await privateKeyPem(keys.privateKey),
    };
  };

  return {
    commonName,
    own: {
      certificate: await sign(issuer, rootKeys.publicKey, [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(
          KeyUsageFlags.digitalSignature |
            KeyUsageFlags.keyEncipherment |
            KeyUsageFlags.keyCertSign |
            KeyUsageFlags.cRLSign,
          true,
        ),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth, ExtendedKeyUsage.serverAuth]),
      ]),
      privateKey: await privateKeyPem(rootKeys.privateKey),
    },
    issueIdentity: (name, organizationalUnit) =>
      issue(distinguishedName(organization, name, organizationalUnit), [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      ]),
    issueTls: (name, alternativeNames) =>
      issue(distinguishedName(organization, name), [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
        ...(alternativeNames.length === 0 ? [] : [alternativeNamesExtension(alternativeNames)]),
      ]),
  };
}

function distinguishedName(organization: string, commonName: string, organizationalUnit?: string): string {
  const unit = organizationalUnit === undefined ? '' : `OU=${organizationalUnit}, `;
  return `C=US, O=${organization}, ${unit}CN=${commonName}`;
}

function alternativeNamesExtension(names: readonly string[]): Extension {
  return new SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })));
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}
