// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { ChannelProfile } from '../channel-profile.js';
import { applicationGroup } from './application-group.js';
import { ConfigTxError } from '../config-tx-error.js';
import { adminsPolicy, capabilityNames, ordererAddresses, setCapabilities, setValue } from './config-elements.js';
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
  setOrdererAddresses(group, profile);
  if (profile.consortium !== undefined) {
    const consortium = new common.Consortium();
    consortium.setName(profile.consortium);
    setValue(group, 'Consortium', consortium);
  }
  setCapabilities(group, profile.capabilities.channel);
  group.getGroupsMap().set('Orderer', ordererGroup(profile.orderer, profile.capabilities));
  group.getGroupsMap().set('Application', applicationGroup(profile.application, profile.capabilities));
  return group;
}

/** Those that all organizations share; they belong to the orderer organizations' admins. */
function setOrdererAddresses(group: common.ConfigGroup, { orderer, capabilities }: ChannelProfile): void {
  const shared = orderer.addresses ?? [];
  if (shared.length === 0) {
    return;
  }
  if (capabilityNames(capabilities.channel).includes('V3_0')) {
    throw new ConfigTxError(
      'INVALID_PROFILE',
      `global orderer endpoints exist, but can not be used with V3_0 capability: ${shared.join(', ')}`,
    );
  }
  setValue(group, 'OrdererAddresses', ordererAddresses(shared));
  group.getValuesMap().get('OrdererAddresses')?.setModPolicy('/Channel/Orderer/Admins');
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
