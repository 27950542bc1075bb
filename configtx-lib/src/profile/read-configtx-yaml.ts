// SPDX-License-Identifier: Apache-2.0

import { orderer } from '@hyperledger/fabric-protos';
import { z } from 'zod';
import type {
  ApplicationProfile,
  BftProfile,
  ChannelProfile,
  OrdererProfile,
  OrganizationProfile,
  RaftProfile,
} from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { bftOptionsProfile } from '../genesis/bft-options.js';
import { defaultRaftOptions } from '../genesis/raft-metadata.js';
import { anyCaseObject } from './configtx-yaml/any-case-object.js';
import type { OrdererSection } from './configtx-yaml/orderer-section.js';
import type { OrganizationSection } from './configtx-yaml/organization-section.js';
import { type ApplicationSection, profileSection } from './configtx-yaml/profile-section.js';
import { mspFromFolder, type ProfileFiles } from './msp-from-folder.js';
import { parseData } from './parse-data.js';
import { pathOf } from './path-of.js';
import { readYaml } from './read-yaml.js';
import { channelIDSchema } from './schema/channel-profile-schema.js';
import { withoutNulls } from './without-nulls.js';

export interface ReadConfigtxYamlOptions extends ProfileFiles {
  /** Which of the file's profiles. */
  readonly profile: string;
  readonly channelID: string;
}

/** configtxgen's. */
const defaultBatchSize = {
  maxMessageCount: 500,
  absoluteMaxBytes: 10 * 1024 * 1024,
  preferredMaxBytes: 2 * 1024 * 1024,
};

/**
 * Reads a profile of configtx.yaml with all files that it names, as configtxgen does; variables of the environment do
 * not override it.
 *
 * @throws ConfigTxError `INVALID_PROFILE` with the path of the first element that is wrong
 */
export function readConfigtxYaml(text: string, options: ReadConfigtxYamlOptions): ChannelProfile {
  const channelID = parseData({ schema: channelIDSchema, input: options.channelID, path: 'channelID' });
  const path = pathOf('Profiles', [options.profile]);
  const input = withoutNulls(sectionOf(text, options.profile, path));
  const { Application, Orderer, Policies, Capabilities, Consortium } = parseData({
    schema: profileSection,
    input,
    path,
  });
  return {
    channelID,
    capabilities: { channel: Capabilities, orderer: Orderer.Capabilities, application: Application.Capabilities },
    orderer: ordererProfile(Orderer, options),
    application: applicationProfile(Application, options),
    policies: Policies ?? {},
    ...(Consortium !== undefined && Consortium !== '' && { consortium: Consortium }),
  };
}

/** What the other profiles are like does not matter. */
function sectionOf(text: string, profile: string, path: string): unknown {
  const file = anyCaseObject({
    Profiles: z.record(z.string(), z.unknown()),
    Organizations: z.unknown().optional(),
    Channel: z.unknown().optional(),
    Application: z.unknown().optional(),
    Orderer: z.unknown().optional(),
    Capabilities: z.unknown().optional(),
  });
  const { Profiles } = parseData({ schema: file, input: readYaml(text, 'configtx.yaml'), path: 'configtx.yaml' });
  if (!Object.hasOwn(Profiles, profile)) {
    throw new ConfigTxError('INVALID_PROFILE', `${path}: could not find profile`, { path });
  }
  return Profiles[profile] ?? {};
}

function applicationProfile(section: ApplicationSection, files: ProfileFiles): ApplicationProfile {
  return {
    organizations: section.Organizations.map((organization) => organizationProfile(organization, files)),
    policies: section.Policies ?? {},
    ...(section.ACLs && { acls: section.ACLs }),
  };
}

function ordererProfile(section: OrdererSection, files: ProfileFiles): OrdererProfile {
  const { BatchSize } = section;
  return {
    consensus: section.OrdererType === 'BFT' ? bftProfile(section, files) : raftProfile(section, files),
    batchTimeout: section.BatchTimeout,
    batchSize: {
      maxMessageCount: BatchSize?.MaxMessageCount || defaultBatchSize.maxMessageCount,
      absoluteMaxBytes: BatchSize?.AbsoluteMaxBytes || defaultBatchSize.absoluteMaxBytes,
      preferredMaxBytes: BatchSize?.PreferredMaxBytes || defaultBatchSize.preferredMaxBytes,
    },
    organizations: section.Organizations.map((organization) => organizationProfile(organization, files)),
    policies: section.Policies ?? {},
    maxChannels: section.MaxChannels,
    addresses: section.Addresses,
  };
}

function raftProfile({ EtcdRaft }: OrdererSection, files: ProfileFiles): RaftProfile {
  const options = EtcdRaft?.Options;
  return {
    type: 'etcdraft',
    consenters: (EtcdRaft?.Consenters ?? []).map(({ Host, Port, ClientTLSCert, ServerTLSCert }) => ({
      host: Host,
      port: Port,
      clientTlsCert: textOf(ClientTLSCert, files),
      serverTlsCert: textOf(ServerTLSCert, files),
    })),
    options: {
      tickInterval: options?.TickInterval || defaultRaftOptions.tickInterval,
      electionTick: options?.ElectionTick || defaultRaftOptions.electionTick,
      heartbeatTick: options?.HeartbeatTick || defaultRaftOptions.heartbeatTick,
      maxInflightBlocks: options?.MaxInflightBlocks || defaultRaftOptions.maxInflightBlocks,
      snapshotIntervalSize: options?.SnapshotIntervalSize || defaultRaftOptions.snapshotIntervalSize,
    },
  };
}

function bftProfile({ ConsenterMapping, SmartBFT }: OrdererSection, files: ProfileFiles): BftProfile {
  return {
    type: 'BFT',
    consenters: ConsenterMapping.map(({ ID, Host, Port, MSPID, Identity, ClientTLSCert, ServerTLSCert }) => ({
      id: ID,
      host: Host,
      port: Port,
      mspID: MSPID,
      identity: textOf(Identity, files),
      clientTlsCert: textOf(ClientTLSCert, files),
      serverTlsCert: textOf(ServerTLSCert, files),
    })),
    // Whoever gives one option gets none of configtxgen's defaults.
    ...(SmartBFT && { options: { ...bftOptionsProfile(new orderer.smartbft.Options()), ...SmartBFT } }),
  };
}

function organizationProfile(section: OrganizationSection, files: ProfileFiles): OrganizationProfile {
  return {
    name: section.Name,
    msp: mspFromFolder({ mspID: section.ID, folder: section.MSPDir, files }),
    policies: section.Policies ?? {},
    anchorPeers: section.AnchorPeers.map(({ Host, Port }) => ({ host: Host, port: Port })),
    ordererEndpoints: section.OrdererEndpoints,
  };
}

function textOf(path: string, files: ProfileFiles): string {
  try {
    return Buffer.from(files.readFile(path)).toString('utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigTxError('INVALID_PROFILE', `${path}: ${reason}`, { cause, path });
  }
}
