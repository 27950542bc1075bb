// SPDX-License-Identifier: Apache-2.0

import type { ChannelOperation, ChannelProfile, MspProfile } from '@opssc/configtx';
import type { NetworkOrganization, OrdererNode } from '@opssc/network';
import { readFile } from 'node:fs/promises';

/** The operations that make an organization with peers and orderers a member on both sides of a channel. */
export async function joinOperations(organization: NetworkOrganization): Promise<readonly ChannelOperation[]> {
  const { mspID, peers, orderers } = organization;
  return [
    {
      operation: 'set-organization',
      name: mspID,
      groups: orderers.length > 0 ? ['application', 'orderer'] : ['application'],
      msp: await mspOf(organization),
      anchorPeers: peers.slice(0, 1).map(({ address }) => hostAndPort(address)),
      ...(orderers.length > 0 ? { ordererEndpoints: orderers.map(({ address }) => address) } : {}),
    },
  ];
}

/** The operation that makes an ordering node a consenter; on a BFT channel with its identity. */
export async function consenterOperation(node: OrdererNode, consensus: 'raft' | 'bft'): Promise<ChannelOperation> {
  const tlsCertificate = await readFile(node.tlsCertFile, 'utf8');
  return {
    operation: 'set-consenter',
    host: node.host,
    port: node.port,
    clientTlsCert: tlsCertificate,
    serverTlsCert: tlsCertificate,
    mspID: node.mspID,
    ...(consensus === 'bft' ? { identity: await readFile(node.identityCertFile, 'utf8') } : {}),
  };
}

/** A channel of these organizations, each with its own ordering nodes as consenters. */
export async function channelProfile(options: {
  readonly channelID: string;
  readonly organizations: readonly NetworkOrganization[];
  readonly consensus: 'raft' | 'bft';
}): Promise<ChannelProfile> {
  const { channelID, organizations, consensus } = options;
  const nodes = organizations.flatMap(({ orderers }) => orderers);
  const consenters = await Promise.all(
    nodes.map(async (node, index) => {
      const certificate = await readFile(node.tlsCertFile, 'utf8');
      const common = { host: node.host, port: node.port, clientTlsCert: certificate, serverTlsCert: certificate };
      const identity = await readFile(node.identityCertFile, 'utf8');
      return { raft: common, bft: { ...common, id: index + 1, mspID: node.mspID, identity } };
    }),
  );
  return {
    channelID,
    capabilities: { channel: 'V3_0', orderer: 'V2_0', application: 'V2_5' },
    orderer: {
      consensus:
        consensus === 'raft'
          ? { type: 'etcdraft', consenters: consenters.map(({ raft }) => raft) }
          : {
              type: 'BFT',
              consenters: consenters.map(({ bft }) => bft),
              options: { RequestBatchMaxInterval: '50ms' },
            },
      batchTimeout: 50,
      batchSize: { maxMessageCount: 100, absoluteMaxBytes: 10_485_760, preferredMaxBytes: 2_097_152 },
      organizations: await Promise.all(
        organizations
          .filter(({ orderers }) => orderers.length > 0)
          .map(async (organization) => ({
            name: organization.mspID,
            msp: await mspOf(organization),
            ordererEndpoints: organization.orderers.map(({ address }) => address),
          })),
      ),
    },
    application: {
      organizations: await Promise.all(
        organizations.map(async (organization) => ({
          name: organization.mspID,
          msp: await mspOf(organization),
          anchorPeers: organization.peers.slice(0, 1).map(({ address }) => hostAndPort(address)),
        })),
      ),
    },
  };
}

export async function mspOf({ mspID, crypto }: NetworkOrganization): Promise<MspProfile> {
  return {
    mspID,
    rootCerts: [await readFile(crypto.rootCertFile, 'utf8')],
    tlsRootCerts: [await readFile(crypto.tlsRootCertFile, 'utf8')],
  };
}

function hostAndPort(address: string): { host: string; port: number } {
  const separator = address.lastIndexOf(':');
  return { host: address.slice(0, separator), port: Number(address.slice(separator + 1)) };
}
