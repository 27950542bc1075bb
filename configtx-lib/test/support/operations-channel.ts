// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import {
  type ChannelProfile,
  configFromBlock,
  type MspProfile,
  newGenesisBlock,
  type OrdererProfile,
  type OrganizationProfile,
} from '../../src/index.js';
import { newTestAuthority, type TestAuthority } from './test-authority.js';

/** An organization with CAs of its own and one ordering node. */
export interface TestOrganization {
  readonly mspID: string;
  readonly authority: TestAuthority;
  readonly tlsAuthority: TestAuthority;
  readonly msp: MspProfile;
  readonly node: TestNode;
}

/** Certificates in PEM. */
export interface TestNode {
  readonly host: string;
  readonly port: number;
  readonly identity: string;
  readonly tlsCert: string;
}

/** Four organizations with an ordering node each, and one with peers only: on a Raft channel and on a BFT channel. */
export interface OperationsChannel {
  readonly organizations: readonly [TestOrganization, TestOrganization, TestOrganization, TestOrganization];
  readonly peersOnly: TestOrganization;
  readonly profiles: Readonly<Record<ConsensusName, ChannelProfile>>;
  readonly configs: Readonly<Record<ConsensusName, common.Config>>;
}

export type ConsensusName = 'etcdraft' | 'BFT';

export const consensusNames: readonly ConsensusName[] = ['etcdraft', 'BFT'];

/** Makes keys and certificates: once for a suite. */
export async function newOperationsChannel(): Promise<OperationsChannel> {
  const organizations = await Promise.all([
    newTestOrganization(1),
    newTestOrganization(2),
    newTestOrganization(3),
    newTestOrganization(4),
  ]);
  const peersOnly = await newTestOrganization(5);
  const members = [...organizations, peersOnly];
  const profiles = {
    etcdraft: profileOf('etcdraft', organizations, members),
    BFT: profileOf('BFT', organizations, members),
  };
  return {
    organizations,
    peersOnly,
    profiles,
    configs: { etcdraft: configOf(profiles.etcdraft), BFT: configOf(profiles.BFT) },
  };
}

/** Makes an organization that is on no channel. */
export async function newTestOrganization(number: number): Promise<TestOrganization> {
  const mspID = `Org${number}MSP`;
  const authority = await newTestAuthority({ commonName: `ca.org${number}.example.com` });
  const tlsAuthority = await newTestAuthority({ commonName: `tlsca.org${number}.example.com` });
  return {
    mspID,
    authority,
    tlsAuthority,
    msp: { mspID, rootCerts: [authority.pem], tlsRootCerts: [tlsAuthority.pem] },
    node: await newTestNode({ authority, tlsAuthority }, `orderer.org${number}.example.com`),
  };
}

/** Makes certificates for an ordering node of an organization. */
export async function newTestNode(
  { authority, tlsAuthority }: Pick<TestOrganization, 'authority' | 'tlsAuthority'>,
  host: string,
): Promise<TestNode> {
  const identity = await authority.issue({ commonName: host, units: ['orderer'] });
  const tls = await tlsAuthority.issue({ commonName: host });
  return { host, port: 7050, identity: identity.pem, tlsCert: tls.pem };
}

/** The fields of an operation that describe a consenter. */
export function consenterFields({ mspID, node }: Pick<TestOrganization, 'mspID' | 'node'>, consensus: ConsensusName) {
  const { host, port, tlsCert, identity } = node;
  return {
    host,
    port,
    clientTlsCert: tlsCert,
    serverTlsCert: tlsCert,
    mspID,
    ...(consensus === 'BFT' && { identity }),
  };
}

function profileOf(
  consensus: ConsensusName,
  orderers: readonly TestOrganization[],
  members: readonly TestOrganization[],
): ChannelProfile {
  return {
    channelID: 'mychannel',
    capabilities: { channel: 'V3_0', orderer: 'V2_0', application: 'V2_5' },
    orderer: {
      consensus: consensusProfile(consensus, orderers),
      batchTimeout: 2000,
      batchSize: { maxMessageCount: 500, absoluteMaxBytes: 10 * 1024 * 1024, preferredMaxBytes: 2 * 1024 * 1024 },
      organizations: orderers.map(ordererOrganization),
    },
    application: {
      organizations: members.map(applicationOrganization),
      acls: { 'event/Block': '/Channel/Application/Readers' },
    },
  };
}

function consensusProfile(
  consensus: ConsensusName,
  organizations: readonly TestOrganization[],
): OrdererProfile['consensus'] {
  const consenters = organizations.map(({ mspID, node: { host, port, identity, tlsCert } }, index) => ({
    raft: { host, port, clientTlsCert: tlsCert, serverTlsCert: tlsCert },
    bft: { id: index + 1, mspID, identity },
  }));
  return consensus === 'etcdraft'
    ? { type: consensus, consenters: consenters.map(({ raft }) => raft) }
    : { type: consensus, consenters: consenters.map(({ raft, bft }) => ({ ...raft, ...bft })) };
}

function ordererOrganization({ mspID, msp, node }: TestOrganization): OrganizationProfile {
  return { name: mspID, msp, ordererEndpoints: [`${node.host}:${node.port}`] };
}

function applicationOrganization({ mspID, msp, node }: TestOrganization): OrganizationProfile {
  return { name: mspID, msp, anchorPeers: [{ host: node.host.replace('orderer', 'peer0'), port: 7051 }] };
}

function configOf(profile: ChannelProfile): common.Config {
  return configFromBlock(newGenesisBlock(profile)).config;
}
