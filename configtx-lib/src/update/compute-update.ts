// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { compareGroups } from './compare-groups.js';

export interface ComputeUpdateOptions {
  readonly channelID: string;
  /** As it is on the channel now. */
  readonly original: common.Config;
  /** As it should become. Its versions are of no meaning: they follow from the original's. */
  readonly updated: common.Config;
}

/**
 * The update that leads from one configuration to another, equal to `configtxlator compute_update`'s: the read set has
 * what must still be as it is, the write set what is to change. Undefined when nothing changes.
 *
 * @throws ConfigTxError `INVALID_CONFIG` for a configuration without a channel group
 */
export function computeUpdate({ channelID, original, updated }: ComputeUpdateOptions): common.ConfigUpdate | undefined {
  const change = compareGroups(channelGroupOf(original, 'original'), channelGroupOf(updated, 'updated'));
  if (!change) {
    return undefined;
  }
  const update = new common.ConfigUpdate();
  update.setChannelId(channelID);
  update.setReadSet(change.read);
  update.setWriteSet(change.write);
  return update;
}

function channelGroupOf(config: common.Config, which: string): common.ConfigGroup {
  const group = config.getChannelGroup();
  if (!group) {
    throw new ConfigTxError('INVALID_CONFIG', `the ${which} configuration has no channel group`);
  }
  return group;
}
