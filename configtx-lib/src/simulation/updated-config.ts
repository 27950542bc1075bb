// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { applyUpdate } from './apply-update.js';

export interface UpdatedConfigOptions {
  readonly current: common.Config;
  readonly update: common.ConfigUpdate;
}

/**
 * The configuration after an update, whoever has signed it, and whether or not Fabric would take the result.
 *
 * @throws ConfigTxError `REFUSED` for an update that was not made for the current configuration
 */
export function updatedConfig({ current, update }: UpdatedConfigOptions): common.Config {
  const channelGroup = applyUpdate({ channelID: update.getChannelId(), current, update, authorize: anybody });
  return successor(current, channelGroup);
}

/** The configuration that comes after `current`. */
export function successor(current: common.Config, channelGroup: common.ConfigGroup): common.Config {
  const config = new common.Config();
  config.setSequence(current.getSequence() + 1);
  config.setChannelGroup(channelGroup);
  return config;
}

function anybody(): void {
  // No signatures to look at.
}
