// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { ChannelProfile } from '../channel-profile.js';
import { applicationGroup } from './application-group.js';
import { adminsPolicy, capabilities, setValue } from './config-elements.js';
import { channelPolicies } from './default-policies.js';
import { ordererGroup } from './orderer-group.js';
import { setPolicies } from './set-policies.js';

/** The one structure that Fabric has: all transactions of a block one after the other. */
const blockDataHashingWidth = 0xffff_ffff;

/**
 * The `/Channel` group of a new channel, as configtxgen's NewChannelGroup makes it.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function channelGroup(profile: ChannelProfile): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(adminsPolicy);
  setPolicies({ group, policies: profile.policies ?? channelPolicies, path: '/Channel' });
  setValue(group, 'HashingAlgorithm', hashingAlgorithm());
  setValue(group, 'BlockDataHashingStructure', blockDataHashingStructure());
  setValue(group, 'Capabilities', capabilities(profile.capabilities.channel));
  group.getGroupsMap().set('Orderer', ordererGroup(profile.orderer, profile.capabilities));
  group.getGroupsMap().set('Application', applicationGroup(profile.application, profile.capabilities));
  return group;
}

function hashingAlgorithm(): common.HashingAlgorithm {
  const message = new common.HashingAlgorithm();
  message.setName('SHA256');
  return message;
}

function blockDataHashingStructure(): common.BlockDataHashingStructure {
  const message = new common.BlockDataHashingStructure();
  message.setWidth(blockDataHashingWidth);
  return message;
}
