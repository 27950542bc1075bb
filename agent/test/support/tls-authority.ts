// SPDX-License-Identifier: Apache-2.0

// The X.509 library's dependency injection needs this polyfill, loaded before it.
import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  type Extension,
  GeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of a certificate and its key. */
export interface TlsPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A CA for servers on 127.0.0.1 and their clients, with its files in a folder. */
export interface TlsAuthority {
  readonly caFile: string;
  /** Writes a certificate and its key, over those of before if there are any. */
  issue(name: string, commonName?: string): Promise<TlsPair>;
}

const hourMilliseconds = 3_600_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export async function newTlsAuthority(dir: string): Promise<TlsAuthority> {
  const issuer = 'CN=tlsca';
  const keys = await newKeys();
  const certify = async (subject: string, publicKey: webcrypto.CryptoKey, extensions: Extension[]): Promise<string> => {
    const made = await X509CertificateGenerator.create(
      {
        ...{ issuer, subject, publicKey, extensions },
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        notBefore: new Date(Date.now() - hourMilliseconds),
        notAfter: new Date(Date.now() + hourMilliseconds),
      },
      webcrypto,
    );
    return made.toString('pem');
  };
  const caFile = join(dir, 'ca.pem');
  const caExtensions = [
    new BasicConstraintsExtension(true, 1, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
  ];
  await writeFile(caFile, await certify(issuer, keys.publicKey, caExtensions));
  return {
    caFile,
    async issue(name, commonName = name) {
      const own = await newKeys();
      const loopback = new SubjectAlternativeNameExtension([new GeneralName('ip', '127.0.0.1')]);
      const pair = { certificate: join(dir, `${name}.pem`), privateKey: join(dir, `${name}-key.pem`) };
      await writeFile(pair.certificate, await certify(`CN=${commonName}`, own.publicKey, [loopback]));
      await writeFile(pair.privateKey, KeyObject.from(own.privateKey).export({ type: 'pkcs8', format: 'pem' }));
      return pair;
    },
  };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}
