// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { ConfigTxError } from '../config-tx-error.js';
import { decodeMessage } from '../decode-message.js';

const code = 'INVALID_BLOCK';

/**
 * The payload of a block's first envelope, with its channel header.
 *
 * @throws ConfigTxError `INVALID_BLOCK`
 */
export function firstPayload(block: common.Block): { channelHeader: common.ChannelHeader; data: Uint8Array } {
  const [first] = block.getData()?.getDataList_asU8() ?? [];
  if (!first) {
    throw new ConfigTxError(code, 'block is empty');
  }
  const envelope = decodeMessage({ type: common.Envelope, bytes: first, what: 'envelope of the block', code });
  const bytes = envelope.getPayload_asU8();
  const payload = decodeMessage({ type: common.Payload, bytes, what: 'payload of the block', code });
  const header = payload.getHeader();
  if (!header) {
    throw new ConfigTxError(code, 'payload header is empty');
  }
  const channelHeader = decodeMessage({
    type: common.ChannelHeader,
    bytes: header.getChannelHeader_asU8(),
    what: 'channel header of the block',
    code,
  });
  return { channelHeader, data: payload.getData_asU8() };
}
