// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { firstPayload } from './first-payload.js';

/**
 * The name of the channel that a block belongs to.
 *
 * @throws ConfigTxError `INVALID_BLOCK`
 */
export function channelIDOfBlock(block: common.Block): string {
  return firstPayload(block).channelHeader.getChannelId();
}
