// SPDX-License-Identifier: Apache-2.0

// The X.509 library's dependency injection needs this polyfill, loaded before it.
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  Extension,
  GeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
} from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';

/** PEM. */
export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
  readonly serialNumber: string;
}

export interface IssueOptions {
  /** As `CN=alice, OU=client`. */
  readonly subject: string;
  /** What a Fabric CA writes into the certificate; an object becomes `{"attrs": …}`. */
  readonly attributes?: Readonly<Record<string, string>> | string;
  readonly notAfter?: Date;
}

/** A CA of a test, for servers on this machine and for clients. */
export interface TestAuthority {
  /** PEM. */
  readonly cert: string;
  issue(options: IssueOptions): Promise<IssuedCertificate>;
  /** PEM of a revocation list. */
  revoke(serialNumbers: readonly string[]): Promise<string>;
}

const yearMs = 365 * 24 * 60 * 60 * 1000;
const notBefore = new Date(Date.now() - yearMs);
const notAfter = new Date(Date.now() + yearMs);
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export async function newTestAuthority(issuer: string): Promise<TestAuthority> {
  const keys = await newKeys();
  const { privateKey: signingKey } = keys;
  const common = { issuer, notBefore, signingKey, signingAlgorithm: algorithm };
  const root = await X509CertificateGenerator.create(
    {
      ...common,
      subject: issuer,
      notAfter,
      publicKey: keys.publicKey,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    },
    webcrypto,
  );
  return {
    cert: root.toString('pem'),
    async issue({ subject, attributes, notAfter: until = notAfter }) {
      const own = await newKeys();
      const made = await X509CertificateGenerator.create(
        {
          ...common,
          subject,
          notAfter: until,
          publicKey: own.publicKey,
          extensions: [
            new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
            new SubjectAlternativeNameExtension([new GeneralName('ip', '127.0.0.1')]),
            ...(attributes === undefined ? [] : [attributesExtension(attributes)]),
          ],
        },
        webcrypto,
      );
      return {
        cert: made.toString('pem'),
        key: KeyObject.from(own.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
        serialNumber: made.serialNumber,
      };
    },
    async revoke(serialNumbers) {
      const list = await X509CrlGenerator.create(
        {
          issuer,
          thisUpdate: notBefore,
          nextUpdate: notAfter,
          signingKey,
          signingAlgorithm: algorithm,
          entries: serialNumbers.map((serialNumber) => ({ serialNumber, revocationDate: notBefore })),
        },
        webcrypto,
      );
      // OpenSSL knows the list by this name only.
      return list.toString('pem').replaceAll('BEGIN CRL', 'BEGIN X509 CRL').replaceAll('END CRL', 'END X509 CRL');
    },
  };
}

/** The extension of `fabric-ca`: the JSON itself, not wrapped in a string of ASN.1. */
function attributesExtension(attributes: NonNullable<IssueOptions['attributes']>): Extension {
  const text = typeof attributes === 'string' ? attributes : JSON.stringify({ attrs: attributes });
  return new Extension('1.2.3.4.5.6.7.8.1', false, new TextEncoder().encode(text));
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}
