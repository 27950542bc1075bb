// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChannelProfile, MspProfile, OrganizationProfile, Policies } from '../../src/index.js';

/** Fabric's sample policies, written out once more: they are not taken from what is tested. */
const sampleChannelPolicies: Policies = {
  Readers: { type: 'ImplicitMeta', rule: 'ANY Readers' },
  Writers: { type: 'ImplicitMeta', rule: 'ANY Writers' },
  Admins: { type: 'ImplicitMeta', rule: 'MAJORITY Admins' },
};
const sampleOrdererPolicies: Policies = {
  ...sampleChannelPolicies,
  BlockValidation: { type: 'ImplicitMeta', rule: 'ANY Writers' },
};
const sampleApplicationPolicies: Policies = {
  ...sampleChannelPolicies,
  LifecycleEndorsement: { type: 'ImplicitMeta', rule: 'MAJORITY Endorsement' },
  Endorsement: { type: 'ImplicitMeta', rule: 'MAJORITY Endorsement' },
};
const sampleOrganizationPolicies = {
  OrdererMSP: {
    Readers: { type: 'Signature', rule: "OR('OrdererMSP.member')" },
    Writers: { type: 'Signature', rule: "OR('OrdererMSP.member')" },
    Admins: { type: 'Signature', rule: "OR('OrdererMSP.admin')" },
  },
  Org1MSP: {
    Readers: { type: 'Signature', rule: "OR('Org1MSP.admin', 'Org1MSP.peer', 'Org1MSP.client')" },
    Writers: { type: 'Signature', rule: "OR('Org1MSP.admin', 'Org1MSP.client')" },
    Admins: { type: 'Signature', rule: "OR('Org1MSP.admin')" },
    Endorsement: { type: 'Signature', rule: "OR('Org1MSP.peer')" },
  },
  Org2MSP: {
    Readers: { type: 'Signature', rule: "OR('Org2MSP.member')" },
    Writers: { type: 'Signature', rule: "OR('Org2MSP.member')" },
    Admins: { type: 'Signature', rule: "OR('Org2MSP.admin')" },
    Endorsement: { type: 'Signature', rule: "OR('Org2MSP.member')" },
  },
} satisfies Record<string, Policies>;

/** SmartBFT's defaults as configtxgen has them; it takes none of them if one option is given. */
const sampleBftOptions = {
  RequestBatchMaxCount: 100,
  RequestBatchMaxBytes: 10485760,
  RequestBatchMaxInterval: '50ms',
  IncomingMessageBufferSize: 200,
  RequestPoolSize: 400,
  RequestForwardTimeout: '2s',
  RequestComplainTimeout: '20s',
  RequestAutoRemoveTimeout: '3m0s',
  ViewChangeResendInterval: '5s',
  ViewChangeTimeout: '20s',
  LeaderHeartbeatTimeout: '1m0s',
  LeaderHeartbeatCount: 10,
  CollectTimeout: '1s',
  SyncOnStart: false,
  SpeedUpViewChange: false,
};

/** Writes MSP folders, certificates and `configtx.yaml` (JSON is YAML) with the profile `Channel`. */
export function writeConfigtxYaml(profile: ChannelProfile, dir: string): void {
  const { orderer, application, capabilities } = profile;
  const channel = {
    Policies: policiesOf(profile.policies ?? sampleChannelPolicies),
    Capabilities: required(capabilities.channel),
    Orderer: {
      OrdererType: orderer.consensus.type,
      BatchTimeout: `${orderer.batchTimeout}ms`,
      BatchSize: {
        MaxMessageCount: orderer.batchSize.maxMessageCount,
        AbsoluteMaxBytes: orderer.batchSize.absoluteMaxBytes,
        PreferredMaxBytes: orderer.batchSize.preferredMaxBytes,
      },
      Organizations: orderer.organizations.map((organization) => organizationOf(organization, dir)),
      Policies: policiesOf(orderer.policies ?? sampleOrdererPolicies),
      Capabilities: required(capabilities.orderer),
      ...consensusOf(orderer.consensus, dir),
    },
    Application: {
      Organizations: application.organizations.map((organization) => organizationOf(organization, dir)),
      Policies: policiesOf(application.policies ?? sampleApplicationPolicies),
      Capabilities: required(capabilities.application),
      ...(application.acls && { ACLs: application.acls }),
    },
  };
  writeFileSync(join(dir, 'configtx.yaml'), JSON.stringify({ Profiles: { Channel: channel } }));
}

function required(capabilities: string | readonly string[]): object {
  return Object.fromEntries([capabilities].flat().map((name) => [name, true]));
}

function consensusOf(consensus: ChannelProfile['orderer']['consensus'], dir: string): object {
  if (consensus.type === 'etcdraft') {
    const Consenters = consensus.consenters.map(({ host, port, clientTlsCert, serverTlsCert }) => ({
      Host: host,
      Port: port,
      ClientTLSCert: writePem(dir, `${host}-client.pem`, clientTlsCert),
      ServerTLSCert: writePem(dir, `${host}-server.pem`, serverTlsCert),
    }));
    const { options } = consensus;
    const Options = options && {
      TickInterval: options.tickInterval,
      ElectionTick: options.electionTick,
      HeartbeatTick: options.heartbeatTick,
      MaxInflightBlocks: options.maxInflightBlocks,
      SnapshotIntervalSize: options.snapshotIntervalSize,
    };
    return { EtcdRaft: { Consenters, ...(Options && { Options }) } };
  }
  return {
    SmartBFT: { ...sampleBftOptions, ...consensus.options },
    ConsenterMapping: consensus.consenters.map(({ id, host, port, mspID, identity, clientTlsCert, serverTlsCert }) => ({
      ID: id,
      Host: host,
      Port: port,
      MSPID: mspID,
      Identity: writePem(dir, `${host}-identity.pem`, identity),
      ClientTLSCert: writePem(dir, `${host}-client.pem`, clientTlsCert),
      ServerTLSCert: writePem(dir, `${host}-server.pem`, serverTlsCert),
    })),
  };
}

function organizationOf(organization: OrganizationProfile, dir: string): object {
  const { mspID } = organization.msp;
  const samples: Readonly<Record<string, Policies>> = sampleOrganizationPolicies;
  return {
    Name: organization.name,
    ID: mspID,
    MSPDir: writeMsp(organization.msp, dir),
    Policies: policiesOf(organization.policies ?? samples[mspID] ?? {}),
    ...(organization.ordererEndpoints && { OrdererEndpoints: organization.ordererEndpoints }),
    ...(organization.anchorPeers && {
      AnchorPeers: organization.anchorPeers.map(({ host, port }) => ({ Host: host, Port: port })),
    }),
  };
}

function writeMsp(msp: MspProfile, dir: string): string {
  const mspDir = join(dir, msp.mspID);
  const folders = {
    cacerts: msp.rootCerts,
    intermediatecerts: msp.intermediateCerts,
    admincerts: msp.admins,
    crls: msp.revocationList,
    tlscacerts: msp.tlsRootCerts,
    tlsintermediatecerts: msp.tlsIntermediateCerts,
  };
  for (const [folder, pems] of Object.entries(folders)) {
    if (pems) {
      mkdirSync(join(mspDir, folder), { recursive: true });
      pems.forEach((pem, index) => writePem(join(mspDir, folder), `${index}.pem`, pem));
    }
  }
  if (msp.nodeOUs ?? true) {
    const units = Object.fromEntries(
      ['Client', 'Peer', 'Admin', 'Orderer'].map((role) => [
        `${role}OUIdentifier`,
        { OrganizationalUnitIdentifier: role.toLowerCase() },
      ]),
    );
    writeFileSync(join(mspDir, 'config.yaml'), JSON.stringify({ NodeOUs: { Enable: true, ...units } }));
  }
  return mspDir;
}

function policiesOf(policies: Policies): object {
  return Object.fromEntries(
    Object.entries(policies).map(([name, { type, rule }]) => [name, { Type: type, Rule: rule }]),
  );
}

function writePem(dir: string, name: string, pem: string): string {
  const path = join(dir, name);
  writeFileSync(path, pem);
  return path;
}
