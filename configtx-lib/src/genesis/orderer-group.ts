// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import type { ChannelCapabilities, OrdererProfile, OrganizationProfile } from '../channel-profile.js';
import { ConfigTxError } from '../config-tx-error.js';
import { bftBlockValidationPolicy } from './bft-block-validation-policy.js';
import { bftConsenters } from './bft-consenters.js';
import { bftOptions } from './bft-options.js';
import {
  adminsPolicy,
  capabilityNames,
  ordererAddresses,
  setCapabilities,
  setPolicy,
  setValue,
} from './config-elements.js';
import { ordererOrganizationPolicies, ordererPolicies } from './default-policies.js';
import { goDuration } from './go-duration.js';
import { mspConfig } from './msp-config.js';
import { raftMetadata } from './raft-metadata.js';
import { setPolicies } from './set-policies.js';

const path = '/Channel/Orderer';
const blockValidation = 'BlockValidation';

/**
 * The `/Channel/Orderer` group, as configtxgen's NewOrdererGroup makes it.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function ordererGroup(profile: OrdererProfile, required: ChannelCapabilities): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(adminsPolicy);
  const policies = profile.policies ?? ordererPolicies;
  if (policies[blockValidation] === undefined) {
    throw new ConfigTxError('INVALID_PROFILE', `${path}: no ${blockValidation} policy defined`);
  }
  setPolicies({ group, policies, path });
  setValue(group, 'BatchSize', batchSize(profile.batchSize));
  setValue(group, 'BatchTimeout', batchTimeout(profile.batchTimeout));
  setValue(group, 'ChannelRestrictions', channelRestrictions(profile.maxChannels));
  setCapabilities(group, required.orderer);
  setConsensus(group, profile, required);
  for (const organization of profile.organizations) {
    group.getGroupsMap().set(organization.name, ordererOrganizationGroup(organization, required));
  }
  return group;
}

function setConsensus(group: common.ConfigGroup, { consensus }: OrdererProfile, required: ChannelCapabilities): void {
  const consensusType = new orderer.ConsensusType();
  consensusType.setType(consensus.type);
  if (consensus.type === 'etcdraft') {
    consensusType.setMetadata(raftMetadata(consensus).serializeBinary());
  } else {
    requireCapability(required);
    const consenters = bftConsenters(consensus);
    const mapping = new common.Orderers();
    mapping.setConsenterMappingList(consenters);
    setValue(group, 'Orderers', mapping);
    setPolicy(group, blockValidation, bftBlockValidationPolicy(consenters));
    consensusType.setMetadata(bftOptions(consensus.options).serializeBinary());
  }
  setValue(group, 'ConsensusType', consensusType);
}

function requireCapability({ channel }: ChannelCapabilities): void {
  const names = capabilityNames(channel);
  if (!names.includes('V3_0')) {
    throw new ConfigTxError(
      'INVALID_PROFILE',
      `orderer type BFT must be used with V3_0 channel capability: ${names.join(', ')}`,
    );
  }
}

/**
 * An orderer organization's group, as configtxgen's NewOrdererOrgGroup makes it.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function ordererOrganizationGroup(
  profile: OrganizationProfile,
  required: Pick<ChannelCapabilities, 'channel'>,
): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(adminsPolicy);
  const policies = profile.policies ?? ordererOrganizationPolicies(profile.msp);
  setPolicies({ group, policies, path: `${path}/${profile.name}` });
  setValue(group, 'MSP', mspConfig(profile.msp));
  const endpoints = profile.ordererEndpoints ?? [];
  if (endpoints.length > 0) {
    setValue(group, 'Endpoints', ordererAddresses(endpoints));
  } else if (capabilityNames(required.channel).includes('V3_0')) {
    throw new ConfigTxError(
      'INVALID_PROFILE',
      `orderer endpoints for organization ${profile.name} are missing and must be configured when capability V3_0 is enabled`,
    );
  }
  return group;
}

function channelRestrictions(maxCount = 0): orderer.ChannelRestrictions {
  const message = new orderer.ChannelRestrictions();
  message.setMaxCount(maxCount);
  return message;
}

function batchSize(profile: OrdererProfile['batchSize']): orderer.BatchSize {
  const message = new orderer.BatchSize();
  message.setMaxMessageCount(profile.maxMessageCount);
  message.setAbsoluteMaxBytes(profile.absoluteMaxBytes);
  message.setPreferredMaxBytes(profile.preferredMaxBytes);
  return message;
}

function batchTimeout(milliseconds: number): orderer.BatchTimeout {
  const message = new orderer.BatchTimeout();
  message.setTimeout(goDuration(milliseconds));
  return message;
}
