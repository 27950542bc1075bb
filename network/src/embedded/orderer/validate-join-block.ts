// SPDX-License-Identifier: Apache-2.0

import { blockDataHash, configFromBlock, newConfigBundle } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import { errorMessage } from '../node/error-message.js';
import { ParticipationError } from './participation-error.js';

/**
 * Checks that an orderer can join a channel by a block, the genesis block or a later configuration block, and returns
 * the channel's name: orderer/common/channelparticipation's ValidateJoinBlock.
 *
 * @throws ParticipationError 400
 */
export function validateJoinBlock(block: common.Block): string {
  try {
    const { channelID, config } = configFromBlock(block);
    const data = block.getData();
    if (!block.getMetadata()?.getMetadataList().length) {
      throw new Error('invalid block: does not have metadata');
    }
    if (!data || !Buffer.from(blockDataHash(data)).equals(block.getHeader()?.getDataHash_asU8() ?? new Uint8Array())) {
      throw new Error('invalid block: Header.DataHash is different from Hash(block.Data)');
    }
    if (!config.getChannelGroup()?.getGroupsMap().has('Application')) {
      throw new Error('invalid config: must contain application config');
    }
    newConfigBundle(channelID, config);
    return channelID;
  } catch (cause) {
    throw new ParticipationError(400, `invalid join block: ${errorMessage(cause)}`, { cause });
  }
}
