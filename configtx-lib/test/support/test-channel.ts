// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import {
  type ChannelProfile,
  type ConfigSigner,
  configFromBlock,
  newGenesisBlock,
  signConfigUpdate,
} from '../../src/index.js';
import { newTestAuthority, type TestAuthority, type TestCertificate } from './test-authority.js';
import { serializedIdentity } from './test-msp.js';

export const applicationMspIDs = ['Org1MSP', 'Org2MSP', 'Org3MSP'] as const;
export const ordererMspIDs = ['Orderer1MSP', 'Orderer2MSP'] as const;

/** An organization whose keys are known. */
export interface TestOrganization {
  readonly mspID: string;
  readonly ca: TestAuthority;
  readonly tlsCa: TestAuthority;
  readonly admin: TestCertificate;
  readonly client: TestCertificate;
}

/** An ordering node of a test channel. */
export interface TestConsenter {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly mspID: string;
  /** PEM. */
  readonly identity: string;
  readonly clientTlsCert: string;
  readonly serverTlsCert: string;
}

/** Everybody there is: five organizations, six ordering nodes of two of them, of which a channel takes the first ones. */
export interface TestConsortium {
  readonly organizations: ReadonlyMap<string, TestOrganization>;
  readonly consenters: readonly TestConsenter[];
}

/** Makes new keys for everybody. */
export async function newTestConsortium(): Promise<TestConsortium> {
  const mspIDs = [...applicationMspIDs, ...ordererMspIDs, 'Org4MSP'];
  const list = await Promise.all(mspIDs.map(newTestOrganization));
  const organizations = new Map(list.map((organization) => [organization.mspID, organization]));
  const consenters = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((id) => {
      const mspID = ordererMspIDs[id % 2] ?? ordererMspIDs[0];
      return newTestConsenter(organizationOf({ organizations }, mspID), id);
    }),
  );
  return { organizations, consenters };
}

/** Makes an organization with NodeOUs. */
export async function newTestOrganization(mspID: string): Promise<TestOrganization> {
  const ca = await newTestAuthority({ commonName: `ca.${mspID}` });
  const tlsCa = await newTestAuthority({ commonName: `tlsca.${mspID}` });
  const admin = await ca.issue({ commonName: `admin.${mspID}`, units: ['admin'] });
  const client = await ca.issue({ commonName: `client.${mspID}`, units: ['client'] });
  return { mspID, ca, tlsCa, admin, client };
}

/** Makes an ordering node with one TLS certificate for both sides. */
export async function newTestConsenter(
  { mspID, ca, tlsCa }: TestOrganization,
  id: number,
  tls: { readonly notBefore?: Date; readonly notAfter?: Date; readonly extendedKeyUsages?: readonly string[] } = {},
): Promise<TestConsenter> {
  const identity = await ca.issue({ commonName: `orderer${id}`, units: ['orderer'] });
  const { pem } = await tlsCa.issue({ commonName: `orderer${id}`, ...tls });
  const host = `orderer${id}.example.com`;
  return { id, host, port: 7050, mspID, identity: identity.pem, clientTlsCert: pem, serverTlsCert: pem };
}

/** Of the consortium; it has to have it. */
export function organizationOf(
  { organizations }: Pick<TestConsortium, 'organizations'>,
  mspID: string,
): TestOrganization {
  const organization = organizations.get(mspID);
  if (!organization) {
    throw new Error(`no organization ${mspID}`);
  }
  return organization;
}

/** A profile of a channel of the consortium: all five organizations, three Raft or four BFT consenters. */
export function testProfile({ organizations, consenters }: TestConsortium, type: 'etcdraft' | 'BFT'): ChannelProfile {
  const profileOf = (mspID: string): ChannelProfile['application']['organizations'][number] => {
    const { ca, tlsCa } = organizationOf({ organizations }, mspID);
    return { name: mspID, msp: { mspID, rootCerts: [ca.pem], tlsRootCerts: [tlsCa.pem] } };
  };
  return {
    channelID: `${type.toLowerCase()}-channel`,
    capabilities: { channel: type === 'BFT' ? 'V3_0' : 'V2_0', orderer: 'V2_0', application: 'V2_0' },
    orderer: {
      consensus:
        type === 'BFT'
          ? { type, consenters: consenters.slice(0, 4) }
          : { type: 'etcdraft', consenters: consenters.slice(0, 3) },
      batchTimeout: 2000,
      batchSize: { maxMessageCount: 500, absoluteMaxBytes: 1024 * 1024, preferredMaxBytes: 512 * 1024 },
      organizations: ordererMspIDs.map((mspID) => ({
        ...profileOf(mspID),
        ordererEndpoints: [`orderer.${mspID.toLowerCase()}.example.com:7050`],
      })),
    },
    application: { organizations: applicationMspIDs.map(profileOf) },
  };
}

/** The first configuration of a channel. */
export function firstConfig(profile: ChannelProfile): common.Config {
  return configFromBlock(newGenesisBlock(profile)).config;
}

/** One who signs with a certificate of a test. */
export function testSigner(mspID: string, certificate: TestCertificate): ConfigSigner {
  return {
    creator: serializedIdentity(mspID, certificate.pem),
    sign: (message) => Promise.resolve(certificate.sign(message)),
  };
}

/** Signatures of the admins of these organizations. */
export function adminSignatures(
  consortium: TestConsortium,
  updateBytes: Uint8Array,
  mspIDs: readonly string[],
): Promise<common.ConfigSignature[]> {
  return Promise.all(
    mspIDs.map((mspID) => {
      return signConfigUpdate(updateBytes, testSigner(mspID, organizationOf(consortium, mspID).admin));
    }),
  );
}
