// SPDX-License-Identifier: Apache-2.0

import type { MspProfile } from '@opssc/configtx';
import { newSigningIdentity, serializeIdentity } from '@opssc/fabric-admin';
import { newCertificateAuthority } from '../../src/crypto/certificate-authority.js';

/** Who signs in a test, with a real certificate. */
export interface TestIdentity {
  readonly mspID: string;
  readonly creator: Uint8Array;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

export interface TestOrganization {
  readonly mspID: string;
  readonly msp: MspProfile;
  readonly peer: TestIdentity;
  readonly admin: TestIdentity;
  readonly user: TestIdentity;
}

export async function newTestOrganization(mspID: string): Promise<TestOrganization> {
  const domain = `${mspID.toLowerCase()}.example.com`;
  const ca = await newCertificateAuthority({ commonName: `ca.${domain}`, organization: domain, now: new Date() });
  const identity = async (name: string, unit: string): Promise<TestIdentity> => {
    const { certificate, privateKey } = await ca.issueIdentity(`${name}.${domain}`, unit);
    const pem = Buffer.from(certificate);
    const signer = newSigningIdentity({ mspID, certificate: pem, privateKey: Buffer.from(privateKey) });
    return {
      mspID,
      creator: serializeIdentity(signer),
      sign: (message) => signer.sign(message),
    };
  };
  return {
    mspID,
    msp: { mspID, rootCerts: [ca.own.certificate], tlsRootCerts: [ca.own.certificate] },
    peer: await identity('peer0', 'peer'),
    admin: await identity('admin', 'admin'),
    user: await identity('user', 'client'),
  };
}

const organizationCache = new Map<string, Promise<TestOrganization>>();

/** Certificates are made once for all tests: they only have to be real. */
export function testOrganization(mspID: string): Promise<TestOrganization> {
  const made = organizationCache.get(mspID) ?? newTestOrganization(mspID);
  organizationCache.set(mspID, made);
  return made;
}
