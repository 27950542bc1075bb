// SPDX-License-Identifier: Apache-2.0

import type { ChannelProfile, OrganizationProfile } from '../../src/index.js';
import { readGolden } from './golden.js';

interface Certificates {
  readonly OrdererMSP: { ca: string; tlsca: string };
  readonly Org1MSP: { ca: string; tlsca: string };
  readonly Org2MSP: { ca: string; tlsca: string; admin: string };
  readonly Org3MSP: Record<'ca' | 'tlsca' | 'intermediateCa' | 'intermediateTlsca' | 'revocationList', string>;
  readonly orderers: readonly { identity: string; tls: string }[];
}

const certificates = readGolden('certificates.json') as Certificates;

const ordererOrganization: OrganizationProfile = {
  name: 'OrdererOrg',
  msp: {
    mspID: 'OrdererMSP',
    rootCerts: [certificates.OrdererMSP.ca],
    tlsRootCerts: [certificates.OrdererMSP.tlsca],
  },
  ordererEndpoints: ['orderer1.example.com:7050', 'orderer2.example.com:7050'],
};

/** NodeOUs and an anchor peer. */
const org1: OrganizationProfile = {
  name: 'Org1MSP',
  msp: { mspID: 'Org1MSP', rootCerts: [certificates.Org1MSP.ca], tlsRootCerts: [certificates.Org1MSP.tlsca] },
  anchorPeers: [
    { host: 'peer0.org1.example.com', port: 7051 },
    { host: 'peer1.org1.example.com', port: 8051 },
  ],
};

/** An admin by certificate instead of NodeOUs. */
const org2: OrganizationProfile = {
  name: 'Org2MSP',
  msp: {
    mspID: 'Org2MSP',
    rootCerts: [certificates.Org2MSP.ca],
    tlsRootCerts: [certificates.Org2MSP.tlsca],
    admins: [certificates.Org2MSP.admin],
    nodeOUs: false,
  },
};

/** Intermediate CAs, a revocation list, policies of its own, and a group that is not named as its MSP. */
const org3: OrganizationProfile = {
  name: 'ThirdOrg',
  msp: {
    mspID: 'Org3MSP',
    rootCerts: [certificates.Org3MSP.ca],
    intermediateCerts: [certificates.Org3MSP.intermediateCa],
    tlsRootCerts: [certificates.Org3MSP.tlsca],
    tlsIntermediateCerts: [certificates.Org3MSP.intermediateTlsca],
    revocationList: [certificates.Org3MSP.revocationList],
  },
  policies: {
    Readers: { type: 'Signature', rule: "OR('Org3MSP.member')" },
    Writers: { type: 'Signature', rule: "OR('Org3MSP.admin', AND('Org3MSP.client', 'Org3MSP.peer'))" },
    Admins: { type: 'Signature', rule: "OutOf(2, 'Org3MSP.admin', 'Org3MSP.admin', 'Org3MSP.admin')" },
    Endorsement: { type: 'Signature', rule: "OR('Org3MSP.peer')" },
  },
};

const consenters = certificates.orderers.map(({ identity, tls }, index) => ({
  id: index + 1,
  host: `orderer${index + 1}.example.com`,
  port: 7050 + index,
  mspID: 'OrdererMSP',
  identity,
  clientTlsCert: tls,
  serverTlsCert: tls,
}));

/** Three consenters, everything else by default. */
export const raftProfile: ChannelProfile = {
  channelID: 'raft-channel',
  capabilities: { channel: 'V2_0', orderer: 'V2_0', application: 'V2_0' },
  orderer: {
    consensus: { type: 'etcdraft', consenters: consenters.slice(0, 3) },
    batchTimeout: 2000,
    batchSize: { maxMessageCount: 500, absoluteMaxBytes: 10 * 1024 * 1024, preferredMaxBytes: 2 * 1024 * 1024 },
    organizations: [ordererOrganization],
  },
  application: { organizations: [org1, org2, org3] },
};

/** Four consenters, with options, access control lists and policies that are not the default ones. */
export const bftProfile: ChannelProfile = {
  channelID: 'bft-channel',
  capabilities: { channel: 'V3_0', orderer: 'V2_0', application: 'V2_5' },
  policies: {
    Readers: { type: 'ImplicitMeta', rule: 'ANY Readers' },
    Writers: { type: 'ImplicitMeta', rule: 'ANY Writers' },
    Admins: { type: 'ImplicitMeta', rule: 'ALL Admins' },
  },
  orderer: {
    consensus: {
      type: 'BFT',
      consenters,
      options: { RequestBatchMaxInterval: '75ms', SyncOnStart: true, RequestPoolSize: 1000 },
    },
    batchTimeout: 50,
    batchSize: { maxMessageCount: 10, absoluteMaxBytes: 1024 * 1024, preferredMaxBytes: 512 * 1024 },
    organizations: [ordererOrganization],
  },
  application: {
    organizations: [org2, org1],
    acls: { 'peer/Propose': '/Channel/Application/Writers', 'event/Block': '/Channel/Application/Readers' },
  },
};
