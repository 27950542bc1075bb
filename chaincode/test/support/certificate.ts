// SPDX-License-Identifier: Apache-2.0

import 'reflect-metadata'; // @peculiar/x509 needs it.
import { BasicConstraintsExtension, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

export interface CertificateOptions {
  readonly commonName: string;
  /** Organizational units of the subject. */
  readonly units?: readonly string[];
  readonly dnsNames?: readonly string[];
}

export interface Certificate {
  readonly certificate: string;
  readonly privateKey: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A self-signed certificate, PEM, and its key. */
export async function newCertificate(options: CertificateOptions): Promise<Certificate> {
  const { commonName, units = [], dnsNames = [] } = options;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '01',
      name: [...units.map((unit) => ({ OU: [unit] })), { CN: [commonName] }],
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2120-01-01T00:00:00Z'),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, 1, true),
        ...(dnsNames.length > 0
          ? [new SubjectAlternativeNameExtension(dnsNames.map((value) => ({ type: 'dns', value })))]
          : []),
      ],
    },
    webcrypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    certificate: certificate.toString('pem'),
    privateKey: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
  };
}
