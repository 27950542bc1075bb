// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { configFromBlock } from '../block/config-from-block.js';
import { ConfigTxError } from '../config-tx-error.js';
import { decodeMessage } from '../decode-message.js';

/** A block begins with its header, field 1 with a length; a `common.Config` with a number or with its field 2. */
const blockBegin = 0x0a;

/**
 * A channel configuration from a file, which is a configuration block or a marshaled `common.Config`.
 *
 * @throws ConfigTxError
 */
export function configFromFile(bytes: Uint8Array): { channelID: string | undefined; config: common.Config } {
  if (bytes[0] === blockBegin) {
    return configFromBlock(decodeMessage({ type: common.Block, bytes, what: 'block', code: 'INVALID_BLOCK' }));
  }
  const config = decodeMessage({ type: common.Config, bytes, what: 'configuration', code: 'MALFORMED' });
  if (!config.getChannelGroup()?.getGroupsMap().has('Orderer')) {
    throw new ConfigTxError('MALFORMED', 'the file is neither a configuration block nor a channel configuration');
  }
  return { channelID: undefined, config };
}
