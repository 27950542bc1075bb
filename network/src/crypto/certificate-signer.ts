// SPDX-License-Identifier: Apache-2.0

// The X.509 library's dependency injection needs this polyfill, loaded before it.
import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  type Extension,
  type Name,
  PemConverter,
  type PublicKey,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
} from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { hasLowS } from './has-low-s.js';
import { signingAlgorithm } from './signing-key.js';

export interface RevokedCertificate {
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly revocationDate: Date;
}

export interface CertificateSignerOptions {
  readonly name: Name;
  readonly publicKey: webcrypto.CryptoKey | PublicKey;
  readonly privateKey: webcrypto.CryptoKey;
  readonly now: Date;
  readonly validUntil?: Date;
}

export interface SignRequest {
  readonly subject: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly years: number;
  readonly extensions: readonly Extension[];
}

const millisecondsPerYear = 365 * 24 * 60 * 60 * 1000;
// Clocks differ a little: a certificate is valid from just before it was made.
const backdate = 5 * 60 * 1000;

/** The name and the key of a certificate authority. */
export class CertificateSigner {
  readonly name: Name;
  readonly now: Date;
  readonly #options: CertificateSignerOptions;

  constructor(options: CertificateSignerOptions) {
    this.name = options.name;
    this.now = options.now;
    this.#options = options;
  }

  async sign({ subject, publicKey, years, extensions }: SignRequest): Promise<string> {
    const { name, now, privateKey, validUntil } = this.#options;
    const notBefore = new Date(now.getTime() - backdate);
    const usualEnd = notBefore.getTime() + years * millisecondsPerYear;
    const request = {
      issuer: name,
      subject,
      publicKey,
      notBefore,
      notAfter: new Date(Math.max(usualEnd, validUntil?.getTime() ?? 0)),
      signingAlgorithm,
      signingKey: privateKey,
      extensions: [
        ...extensions,
        await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
        await this.#keyIdentifier(),
      ],
    };
    // Fabric would rewrite a certificate whose signature has a high S, and then its bytes are no longer ours.
    let certificate: X509Certificate;
    do {
      certificate = await X509CertificateGenerator.create(request, webcrypto);
    } while (!hasLowS(new Uint8Array(certificate.signature)));
    return `${certificate.toString('pem')}\n`;
  }

  /** With the key identifier by which Fabric finds the list's CA (msp/mspimplvalidate.go). */
  async signRevocationList(entries: readonly RevokedCertificate[]): Promise<string> {
    const { name, now, privateKey } = this.#options;
    const list = await X509CrlGenerator.create(
      {
        issuer: name,
        thisUpdate: now,
        // RFC 5280 wants one; Fabric does not look at it.
        nextUpdate: new Date(now.getTime() + millisecondsPerYear),
        entries: entries.map((entry) => ({ ...entry })),
        extensions: [await this.#keyIdentifier()],
        signingAlgorithm,
        signingKey: privateKey,
      },
      webcrypto,
    );
    // Go, and so Fabric, takes no other label.
    return `${PemConverter.encode(list.rawData, 'X509 CRL')}\n`;
  }

  #keyIdentifier(): Promise<Extension> {
    return AuthorityKeyIdentifierExtension.create(this.#options.publicKey, false, webcrypto);
  }
}
