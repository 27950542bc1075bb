// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { decodeMessage } from '../decode-message.js';
import { firstPayload } from './first-payload.js';

const code = 'INVALID_BLOCK';

/**
 * The configuration that a configuration block carries.
 *
 * @throws ConfigTxError `INVALID_BLOCK` for any other block
 */
export function configFromBlock(block: common.Block): { channelID: string; config: common.Config } {
  const { channelHeader, data } = firstPayload(block);
  if (channelHeader.getType() !== common.HeaderType.CONFIG) {
    throw new ConfigTxError(code, `not a configuration block: its transaction has type ${channelHeader.getType()}`);
  }
  const envelope = decodeMessage({
    type: common.ConfigEnvelope,
    bytes: data,
    what: 'configuration of the block',
    code,
  });
  const config = envelope.getConfig();
  if (!config?.getChannelGroup()) {
    throw new ConfigTxError(code, 'no channel configuration found in the block');
  }
  return { channelID: channelHeader.getChannelId(), config };
}
