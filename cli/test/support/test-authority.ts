// SPDX-License-Identifier: Apache-2.0

import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  type Extension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

const HOUR_MS = 3_600_000;

/** PEM. */
export interface Issued {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A certificate authority for one test run; what it issues is good for 127.0.0.1. */
export interface TestAuthority {
  readonly certificate: string;
  issue(commonName: string): Promise<Issued>;
}

export async function newTestAuthority(): Promise<TestAuthority> {
  const own = await newKeys();
  const certify = async (subject: string, publicKey: webcrypto.CryptoKey, extension: Extension): Promise<string> => {
    const certificate = await X509CertificateGenerator.create(
      {
        issuer: 'CN=ca',
        subject: `CN=${subject}`,
        publicKey,
        signingKey: own.privateKey,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        notBefore: new Date(Date.now() - HOUR_MS),
        notAfter: new Date(Date.now() + HOUR_MS),
        extensions: [extension],
      },
      webcrypto,
    );
    return certificate.toString('pem');
  };
  return {
    certificate: await certify('ca', own.publicKey, new BasicConstraintsExtension(true, 0, true)),
    issue: async (commonName) => {
      const keys = await newKeys();
      const address = new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]);
      const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
      return {
        certificate: await certify(commonName, keys.publicKey, address),
        privateKey: PemConverter.encode(key, 'PRIVATE KEY'),
      };
    },
  };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
}
