// SPDX-License-Identifier: Apache-2.0

import type { ChannelProfile, MspProfile, OrdererProfile, OrganizationProfile } from '@opssc/configtx';
import { readFile } from 'node:fs/promises';
import { NetworkError } from './network-error.js';
import type { MspFiles, NetworkPlan, OrdererPlan, OrganizationPlan } from './network-plan.js';

export interface ChannelProfileOptions {
  readonly plan: NetworkPlan;
  readonly channelID: string;
  readonly organizations: readonly OrganizationPlan[];
}

/**
 * The profile of a channel's genesis block: these organizations, each with its first peer as anchor, and as consenters
 * the orderers of the orderer organization, or where there is none, those of these organizations.
 */
export async function channelProfileOf({
  plan,
  channelID,
  organizations,
}: ChannelProfileOptions): Promise<ChannelProfile> {
  return {
    channelID,
    capabilities: { channel: 'V3_0', orderer: 'V2_0', application: 'V2_5' },
    orderer: await ordererProfile(plan, organizations),
    application: { organizations: await Promise.all(organizations.map(applicationOrganization)) },
  };
}

async function applicationOrganization({ msp, peers }: OrganizationPlan): Promise<OrganizationProfile> {
  return {
    name: msp.mspID,
    msp: await mspProfile(msp),
    anchorPeers: peers.slice(0, 1).map(({ port }) => ({ host: 'localhost', port })),
  };
}

async function ordererProfile(plan: NetworkPlan, organizations: readonly OrganizationPlan[]): Promise<OrdererProfile> {
  const running = plan.ordererOrganization === undefined ? organizations : [plan.ordererOrganization];
  const ordering = running.filter(({ orderers }) => orderers.length > 0);
  const consenters = ordering
    .flatMap(({ orderers }) => orderers)
    .sort((left, right) => left.consenterID - right.consenterID);
  if (consenters.length === 0) {
    throw new NetworkError('INVALID_OPTION', 'none of the organizations of the channel has an orderer');
  }
  return {
    consensus: plan.consensus === 'raft' ? await raft(consenters) : await bft(consenters, plan.batchTimeout),
    batchTimeout: plan.batchTimeout,
    batchSize: { maxMessageCount: 500, absoluteMaxBytes: 10 * 1024 * 1024, preferredMaxBytes: 2 * 1024 * 1024 },
    organizations: await Promise.all(
      ordering.map(async ({ msp, orderers }) => ({
        name: msp.mspID,
        msp: await mspProfile(msp),
        ordererEndpoints: orderers.map(({ address }) => address),
      })),
    ),
  };
}

async function raft(orderers: readonly OrdererPlan[]): Promise<OrdererProfile['consensus']> {
  return {
    type: 'etcdraft',
    consenters: await Promise.all(orderers.map(consenter)),
    // On one machine a leader that is gone can be missed sooner than Fabric's 5 s.
    options: {
      tickInterval: '100ms',
      electionTick: 10,
      heartbeatTick: 1,
      maxInflightBlocks: 5,
      snapshotIntervalSize: 16 * 1024 * 1024,
    },
  };
}

async function bft(orderers: readonly OrdererPlan[], batchTimeout: number): Promise<OrdererProfile['consensus']> {
  return {
    type: 'BFT',
    consenters: await Promise.all(
      orderers.map(async (orderer) => ({
        id: orderer.consenterID,
        mspID: orderer.mspID,
        identity: await readFile(orderer.identity.certificate, 'utf8'),
        ...(await consenter(orderer)),
      })),
    ),
    options: {
      RequestBatchMaxInterval: `${batchTimeout}ms`,
      // On a busy machine a healthy leader may be silent for seconds, and changing it takes several more.
      RequestForwardTimeout: '1s',
      RequestComplainTimeout: '10s',
      LeaderHeartbeatTimeout: '10s',
      ViewChangeResendInterval: '1s',
      ViewChangeTimeout: '10s',
    },
  };
}

async function consenter({ host, port, tls }: OrdererPlan) {
  const certificate = await readFile(tls.certificate, 'utf8');
  return { host, port, clientTlsCert: certificate, serverTlsCert: certificate };
}

async function mspProfile({ mspID, rootCert, tlsRootCert }: MspFiles): Promise<MspProfile> {
  return {
    mspID,
    rootCerts: [await readFile(rootCert, 'utf8')],
    tlsRootCerts: [await readFile(tlsRootCert, 'utf8')],
  };
}
