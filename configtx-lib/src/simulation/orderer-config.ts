// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { goDuration } from '../genesis/go-duration.js';
import { Capabilities } from './capabilities.js';
import { decodeValues } from './decode-values.js';
import { type OrganizationConfig, ordererOrganization } from './organization-config.js';
import { parseDuration } from './parse-duration.js';
import { refusal } from './refusal.js';

const nanosecondsPerMillisecond = 1_000_000;

/** The orderer group of a configuration. */
export interface OrdererConfig {
  readonly consensusType: orderer.ConsensusType;
  readonly batchSize: orderer.BatchSize;
  /** BFT's. */
  readonly consenters: readonly common.Consenter[];
  readonly capabilities: Capabilities;
  readonly organizations: ReadonlyMap<string, OrganizationConfig>;
}

/**
 * Reads the orderer group (channelconfig.NewOrdererConfig).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function ordererConfig(group: common.ConfigGroup, channelCapabilities: Capabilities): OrdererConfig {
  const values = decodeValues(group, {
    ConsensusType: orderer.ConsensusType,
    BatchSize: orderer.BatchSize,
    BatchTimeout: orderer.BatchTimeout,
    KafkaBrokers: orderer.KafkaBrokers,
    ChannelRestrictions: orderer.ChannelRestrictions,
    Orderers: common.Orderers,
    Capabilities: common.Capabilities,
  });
  validateBatchSize(values.BatchSize);
  validateBatchTimeout(values.BatchTimeout.getTimeout());

  const organizations = new Map<string, OrganizationConfig>();
  for (const [name, organization] of group.getGroupsMap().entries()) {
    if (!channelCapabilities.hasOrganizationEndpoints && organization.getValuesMap().has('Endpoints')) {
      throw refusal(`Orderer Org ${name} cannot contain endpoints value until V1_4_2+ capabilities have been enabled`);
    }
    organizations.set(name, ordererOrganization(name, organization));
  }
  if (channelCapabilities.hasBft) {
    const missing = withoutEndpoints([...organizations.values()]);
    if (missing.length > 0) {
      throw refusal(`some orderer organizations endpoints are empty: [${missing.join(' ')}]`);
    }
  }
  return {
    consensusType: values.ConsensusType,
    batchSize: values.BatchSize,
    consenters: values.Orderers.getConsenterMappingList(),
    capabilities: new Capabilities('Orderer', values.Capabilities),
    organizations,
  };
}

/** The names of organizations that have no endpoints. */
export function withoutEndpoints(organizations: readonly OrganizationConfig[]): string[] {
  return organizations.filter(({ endpoints }) => endpoints.length === 0).map(({ name }) => name);
}

function validateBatchSize(batchSize: orderer.BatchSize): void {
  const { maxMessageCount, absoluteMaxBytes, preferredMaxBytes } = batchSize.toObject();
  const numbers = {
    'max message count': maxMessageCount,
    'absolute max bytes': absoluteMaxBytes,
    'preferred max bytes': preferredMaxBytes,
  };
  for (const [what, number] of Object.entries(numbers)) {
    if (number === 0) {
      throw refusal(`Attempted to set the batch size ${what} to an invalid value: 0`);
    }
  }
  if (preferredMaxBytes > absoluteMaxBytes) {
    throw refusal(
      `Attempted to set the batch size preferred max bytes (${preferredMaxBytes}) greater than the absolute max bytes (${absoluteMaxBytes}).`,
    );
  }
}

function validateBatchTimeout(text: string): void {
  let timeout: bigint;
  try {
    timeout = parseDuration(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refusal(`Attempted to set the batch timeout to a invalid value: ${reason}`, { cause });
  }
  if (timeout <= 0n) {
    const magnitude = goDuration(-Number(timeout) / nanosecondsPerMillisecond);
    throw refusal(
      `Attempted to set the batch timeout to a non-positive value: ${timeout === 0n ? '' : '-'}${magnitude}`,
    );
  }
}
