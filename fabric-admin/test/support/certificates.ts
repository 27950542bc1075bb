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

export interface Pem {
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
}

export interface TestCa {
  readonly certificate: Buffer;
  issue(commonName: string, namedCurve?: 'P-256' | 'P-384' | 'P-521'): Promise<Pem>;
}

const HOUR_MS = 3_600_000;

/** A certificate authority for one test run; what it issues is good for `localhost`. */
export async function newTestCa(name: string): Promise<TestCa> {
  const issuer = `CN=${name}`;
  const keys = await newKeys('P-256');
  const certify = async (subject: string, publicKey: webcrypto.CryptoKey, extensions: Extension[]): Promise<Buffer> => {
    const certificate = await X509CertificateGenerator.create(
      {
        issuer,
        subject,
        publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        notBefore: new Date(Date.now() - HOUR_MS),
        notAfter: new Date(Date.now() + HOUR_MS),
        extensions,
      },
      webcrypto,
    );
    return Buffer.from(certificate.toString('pem'));
  };
  return {
    certificate: await certify(issuer, keys.publicKey, [new BasicConstraintsExtension(true, 1, true)]),
    async issue(commonName, namedCurve = 'P-256') {
      const { publicKey, privateKey } = await newKeys(namedCurve);
      const names = new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]);
      return {
        certificate: await certify(`CN=${commonName}`, publicKey, [names]),
        privateKey: Buffer.from(
          PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY'),
        ),
      };
    },
  };
}

function newKeys(namedCurve: string): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);
}
