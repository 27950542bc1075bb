// SPDX-License-Identifier: Apache-2.0

import { common, type msp } from '@hyperledger/fabric-protos';
import { MspError } from '../msp/msp-error.js';
import { newMspManager } from '../msp/new-msp-manager.js';
import type { X509MspOptions } from '../msp/x509-msp.js';
import type { MspManager } from '../policy-evaluation.js';
import type { Policy } from '../policy/compile-signature-policy.js';
import { policyTree } from '../policy/policy-tree.js';
import { type ApplicationConfig, applicationConfig } from './application-config.js';
import { Capabilities } from './capabilities.js';
import { validateChannelID } from './config-id.js';
import { configMap } from './config-map.js';
import { decodeValues } from './decode-values.js';
import { type OrdererConfig, ordererConfig } from './orderer-config.js';
import type { OrganizationConfig } from './organization-config.js';
import { refusal, within } from './refusal.js';

/** What a configuration says, once it has been found to be one that Fabric takes (channelconfig.Bundle). */
export interface ChannelResources {
  readonly channelID: string;
  readonly capabilities: Capabilities;
  readonly orderer: OrdererConfig | undefined;
  readonly application: ApplicationConfig | undefined;
  /** Of the system channel that Fabric 2 had. */
  readonly hasConsortiums: boolean;
  readonly msps: MspManager;
  /** By their path from the channel group: `Application/Writers`. */
  readonly policies: ReadonlyMap<string, Policy>;
}

const anyWidth = 0xffffffff;
/** Fabric's number for MSPs of X.509 certificates. */
const x509Type = 0;

/**
 * Reads a configuration with the checks that orderers and peers make of every new one (channelconfig.NewBundle).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function channelResources(channelID: string, config: common.Config | undefined): ChannelResources {
  if (!config) {
    throw refusal('channelconfig Config cannot be nil');
  }
  const group = config.getChannelGroup();
  if (!group) {
    throw refusal('config must contain a channel group');
  }
  requireOrdererCapabilitiesFirst(group);
  const groups = within('initializing channelconfig failed', () => readGroups(group));
  const policies = within('initializing policymanager failed', () =>
    policyTree({ group, path: 'Channel', msps: groups.msps }),
  );
  within('initializing configtx manager failed', () => {
    within('bad channel ID', () => {
      validateChannelID(channelID);
    });
    within('error converting config to map', () => configMap(group));
  });
  return { channelID, ...groups, policies };
}

function requireOrdererCapabilitiesFirst(group: common.ConfigGroup): void {
  const orderer = group.getGroupsMap().get('Orderer');
  if (!orderer || orderer.getValuesMap().has('Capabilities')) {
    return;
  }
  if (group.getValuesMap().has('Capabilities')) {
    throw refusal('cannot enable channel capabilities without orderer support first');
  }
  if (group.getGroupsMap().get('Application')?.getValuesMap().has('Capabilities')) {
    throw refusal('cannot enable application capabilities without orderer support first');
  }
}

function readGroups(group: common.ConfigGroup): Omit<ChannelResources, 'channelID' | 'policies'> {
  const capabilities = readChannelValues(group);
  const groups = group.getGroupsMap();
  const unknown = [...groups.keys()].find((name) => !['Application', 'Orderer', 'Consortiums'].includes(name));
  if (unknown !== undefined) {
    throw refusal(`Disallowed channel group: ${unknown}`);
  }
  const read = <T>(name: string, reader: (group: common.ConfigGroup) => T): T | undefined => {
    const subGroup = groups.get(name);
    return subGroup && within(subGroupContext(name), () => reader(subGroup));
  };
  const orderer = read('Orderer', (subGroup) => ordererConfig(subGroup, capabilities));
  const application = read('Application', applicationConfig);
  const organizations = { Orderer: orderer?.organizations, Application: application?.organizations };
  const msps = mspManager(organizations, { allowsEd25519: capabilities.hasBft });
  return { capabilities, orderer, application, hasConsortiums: groups.has('Consortiums'), msps };
}

type OrganizationsBySide = Readonly<Record<string, ReadonlyMap<string, OrganizationConfig> | undefined>>;

function mspManager(organizations: OrganizationsBySide, options: X509MspOptions): MspManager {
  const all = Object.values(organizations).flatMap((side) => [...(side?.values() ?? [])]);
  if (all.every(({ mspID }) => mspID !== '')) {
    try {
      return newMspManager(
        all.map(({ mspConfig }) => mspConfig),
        options,
      );
    } catch (error) {
      if (!(error instanceof MspError)) {
        throw error;
      }
    }
  }
  // Something is wrong: one by one, to tell whose MSP it is.
  return newMspManager(checkedMsps(organizations, options), options);
}

function checkedMsps(organizations: OrganizationsBySide, options: X509MspOptions): msp.MSPConfig[] {
  const found = new Map<string, msp.MSPConfig>();
  for (const [side, configs] of Object.entries(organizations)) {
    for (const { name, mspID, mspConfig } of configs?.values() ?? []) {
      within(subGroupContext(side), () => {
        if (mspConfig.getType() !== x509Type) {
          throw refusal(`Setup error: unsupported msp type ${mspConfig.getType()}`);
        }
        within('setting up the MSP manager failed', () => newMspManager([mspConfig], options));
        if (mspID === '') {
          throw refusal(`MSP for org ${name} has empty MSP ID`);
        }
        requireSame(found.get(mspID), mspConfig, mspID);
      });
      found.set(mspID, mspConfig);
    }
  }
  return [...found.values()];
}

function requireSame(known: msp.MSPConfig | undefined, config: msp.MSPConfig, mspID: string): void {
  if (known && !Buffer.from(known.getConfig_asU8()).equals(config.getConfig_asU8())) {
    throw refusal(`Attempted to define two different versions of MSP: ${mspID}`);
  }
}

function subGroupContext(name: string): string {
  return `could not create channel ${name} sub-group config`;
}

function readChannelValues(group: common.ConfigGroup): Capabilities {
  const values = decodeValues(group, {
    HashingAlgorithm: common.HashingAlgorithm,
    BlockDataHashingStructure: common.BlockDataHashingStructure,
    OrdererAddresses: common.OrdererAddresses,
    Orderers: common.Orderers,
    Consortium: common.Consortium,
    Capabilities: common.Capabilities,
  });
  const algorithm = values.HashingAlgorithm.getName();
  if (algorithm !== 'SHA256' && algorithm !== 'SHA3_256') {
    throw refusal(`Unknown hashing algorithm type: ${algorithm}`);
  }
  if (values.BlockDataHashingStructure.getWidth() !== anyWidth) {
    throw refusal('BlockDataHashStructure width only supported at MaxUint32 in this version');
  }
  const capabilities = new Capabilities('Channel', values.Capabilities);
  const hasAddresses = values.OrdererAddresses.getAddressesList().length > 0;
  if (!hasAddresses && !capabilities.hasOrganizationEndpoints) {
    throw refusal('Must set some OrdererAddresses');
  }
  if (hasAddresses && capabilities.hasBft) {
    throw refusal('global OrdererAddresses are not allowed with V3_0 capability, use org specific addresses only');
  }
  return capabilities;
}
