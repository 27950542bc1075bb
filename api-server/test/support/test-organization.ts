// SPDX-License-Identifier: Apache-2.0

// The X.509 library's dependency injection needs this polyfill, loaded before it.
import 'reflect-metadata';
import { common } from '@hyperledger/fabric-protos';
import { type OrganizationProfile, signConfigUpdate } from '@opssc/configtx';
import { newSigningIdentity, serializeIdentity } from '@opssc/fabric-admin';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';

/** An organization of a channel in memory, with an admin who signs. */
export interface TestOrganization {
  readonly mspID: string;
  /** PEM. */
  readonly rootCert: string;
  /** PEM of a node's TLS certificate. */
  readonly tlsCert: string;
  readonly profile: OrganizationProfile;
  /** The admin's signature on an update, as the ledger holds it: base64 of a `common.ConfigSignature`. */
  sign(update: Uint8Array): Promise<string>;
}

const yearMs = 365 * 24 * 60 * 60 * 1000;
const validity = { notBefore: new Date(Date.now() - yearMs), notAfter: new Date(Date.now() + yearMs) };
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export async function newTestOrganization(name: string): Promise<TestOrganization> {
  const mspID = `${name}MSP`;
  const ca = await newAuthority(`ca.${name}`);
  const tlsCa = await newAuthority(`tlsca.${name}`);
  const admin = await ca.issue('O=example, OU=admin, CN=admin');
  const { pem: tlsCert } = await tlsCa.issue('O=example, CN=localhost');
  const identity = newSigningIdentity({
    mspID,
    certificate: Buffer.from(admin.pem),
    privateKey: Buffer.from(admin.keyPem),
  });
  const signer = { creator: serializeIdentity(identity), sign: (message: Uint8Array) => identity.sign(message) };
  return {
    mspID,
    rootCert: ca.pem,
    tlsCert,
    profile: {
      name: mspID,
      msp: { mspID, rootCerts: [ca.pem], tlsRootCerts: [tlsCa.pem] },
      ordererEndpoints: [`orderer.${name.toLowerCase()}.example.com:7050`],
    },
    async sign(update) {
      return Buffer.from((await signConfigUpdate(update, signer)).serializeBinary()).toString('base64');
    },
  };
}

/** Bytes that are no signature of anybody's. */
export function uselessSignature(): string {
  return Buffer.from(new common.ConfigSignature().serializeBinary()).toString('base64');
}

async function newAuthority(commonName: string) {
  const name = `O=example, CN=${commonName}`;
  const keys = await newKeys();
  const pem = await certificate({ subject: name, issuer: name, keys, signingKey: keys.privateKey, isCA: true });
  return {
    pem,
    async issue(subject: string) {
      const own = await newKeys();
      return {
        pem: await certificate({ subject, issuer: name, keys: own, signingKey: keys.privateKey, isCA: false }),
        keyPem: KeyObject.from(own.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

interface CertificateRequest {
  readonly subject: string;
  readonly issuer: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly signingKey: webcrypto.CryptoKey;
  readonly isCA: boolean;
}

async function certificate({ subject, issuer, keys, signingKey, isCA }: CertificateRequest): Promise<string> {
  const made = await X509CertificateGenerator.create(
    {
      subject,
      issuer,
      ...validity,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(isCA, undefined, true),
        isCA
          ? new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)
          : new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return `${made.toString('pem')}\n`;
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}
