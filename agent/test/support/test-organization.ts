// SPDX-License-Identifier: Apache-2.0

// The X.509 library's dependency injection needs this polyfill, loaded before it.
import 'reflect-metadata';
import type { ConfigSigner, OrganizationProfile } from '@opssc/configtx';
import { newSigningIdentity, serializeIdentity } from '@opssc/fabric-admin';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

/** An organization with a CA, an admin who signs, and one ordering node's certificates. */
export interface TestOrganization {
  readonly mspID: string;
  readonly signer: ConfigSigner;
  readonly profile: OrganizationProfile;
  readonly consenter: {
    readonly host: string;
    readonly port: number;
    readonly clientTlsCert: string;
    readonly serverTlsCert: string;
  };
}

const hourMilliseconds = 3_600_000;

export async function newTestOrganization(number: number): Promise<TestOrganization> {
  const mspID = `Org${number}MSP`;
  const ca = await newAuthority(`ca.org${number}`);
  const tls = await newAuthority(`tlsca.org${number}`);
  const admin = await ca.issue('admin');
  const identity = newSigningIdentity({ mspID, ...admin });
  const node = (await tls.issue('orderer')).certificate.toString();
  const host = `orderer.org${number}.example.com`;
  return {
    mspID,
    signer: { creator: serializeIdentity(identity), sign: (message) => identity.sign(message) },
    profile: {
      name: mspID,
      msp: { mspID, rootCerts: [ca.certificate], tlsRootCerts: [tls.certificate] },
      ordererEndpoints: [`${host}:7050`],
    },
    consenter: { host, port: 7050, clientTlsCert: node, serverTlsCert: node },
  };
}

async function newAuthority(name: string) {
  const keys = await newKeys();
  const issuer = `CN=${name}`;
  const certify = async (subject: string, publicKey: webcrypto.CryptoKey, isCA: boolean): Promise<string> => {
    const certificate = await X509CertificateGenerator.create(
      {
        issuer,
        subject,
        publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
        notBefore: new Date(Date.now() - hourMilliseconds),
        notAfter: new Date(Date.now() + 10_000 * hourMilliseconds),
        extensions: [
          new BasicConstraintsExtension(isCA, undefined, true),
          new KeyUsagesExtension(isCA ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature, true),
          await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
        ],
      },
      webcrypto,
    );
    return `${certificate.toString('pem')}\n`;
  };
  return {
    certificate: await certify(issuer, keys.publicKey, true),
    /** By NodeOUs the unit is the role. */
    async issue(unit: 'admin' | 'orderer') {
      const { publicKey, privateKey } = await newKeys();
      return {
        certificate: Buffer.from(await certify(`OU=${unit}, CN=${unit}`, publicKey, false)),
        privateKey: Buffer.from(
          PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY'),
        ),
      };
    },
  };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
}
