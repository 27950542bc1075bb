// SPDX-License-Identifier: Apache-2.0

import { channelIDOfBlock } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import type { ChannelLedger, OpenLedgerOptions } from './ledger.js';
import { openFileLedger } from './open-ledger.js';

/**
 * Creates the ledger of a channel from its genesis block.
 *
 * @throws Error when it exists already, or the block is not the channel's genesis block.
 */
export async function createLedger(options: OpenLedgerOptions, block: common.Block): Promise<ChannelLedger> {
  const channelID = channelIDOfBlock(block);
  if (channelID !== options.channelID) {
    throw new Error(`block is of channel [${channelID}], not [${options.channelID}]`);
  }
  const ledger = await openFileLedger(options);
  try {
    if (ledger.height > 0n) {
      throw new Error(`ledger [${options.channelID}] already exists with state [ACTIVE]`);
    }
    await ledger.commit(block);
    return ledger;
  } catch (error) {
    await ledger.close();
    throw error;
  }
}
