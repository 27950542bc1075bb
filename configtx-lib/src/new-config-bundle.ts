// SPDX-License-Identifier: Apache-2.0

import { common, msp } from '@hyperledger/fabric-protos';
import { ConfigTxError } from './config-tx-error.js';
import { decodeMessage } from './decode-message.js';
import { MspError } from './msp/msp-error.js';
import { newMspManager } from './msp/new-msp-manager.js';
import type { ConfigBundle, MspManager } from './policy-evaluation.js';
import { newPolicyManager } from './policy/new-policy-manager.js';

const code = 'INVALID_CONFIG';
const organizationGroups = ['Orderer', 'Application'];

/**
 * Reads a channel configuration for the validation of transactions: its MSPs and its policies (channelconfig.NewBundle).
 *
 * @throws ConfigTxError `INVALID_CONFIG`
 */
export function newConfigBundle(channelID: string, config: common.Config): ConfigBundle {
  const channelGroup = config.getChannelGroup();
  if (!channelGroup) {
    throw new ConfigTxError(code, 'config must contain a channel group');
  }
  const msps = mspsOf(channelGroup);
  return {
    channelID,
    sequence: BigInt(config.getSequence()),
    msps,
    policies: newPolicyManager(channelGroup, msps),
  };
}

function mspsOf(channelGroup: common.ConfigGroup): MspManager {
  const organizations = organizationGroups.flatMap((name) => [
    ...(channelGroup.getGroupsMap().get(name)?.getGroupsMap().entries() ?? []),
  ]);
  const configs = organizations.map(([name, group]) => {
    const value = group.getValuesMap().get('MSP');
    if (!value) {
      throw new ConfigTxError(code, `organization ${name} has no MSP`);
    }
    const bytes = value.getValue_asU8();
    return decodeMessage({ type: msp.MSPConfig, bytes, what: `MSP of organization ${name}`, code });
  });
  try {
    return newMspManager(configs, { allowsEd25519: hasCapability(channelGroup, 'V3_0') });
  } catch (cause) {
    if (cause instanceof MspError) {
      throw new ConfigTxError(code, `setting up the MSP manager failed: ${cause.message}`, { cause });
    }
    throw cause;
  }
}

function hasCapability(channelGroup: common.ConfigGroup, name: string): boolean {
  const bytes = channelGroup.getValuesMap().get('Capabilities')?.getValue_asU8() ?? new Uint8Array();
  return decodeMessage({ type: common.Capabilities, bytes, what: 'capabilities', code }).getCapabilitiesMap().has(name);
}
