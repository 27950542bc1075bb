// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { FabricError } from '../errors/fabric-error.js';

/** The channel of a block, from its first transaction. @throws {@link FabricError} `INVALID_ARGUMENT` */
export function channelIDOf(block: common.Block): string {
  try {
    const [envelope] = block.getData()?.getDataList_asU8() ?? [];
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(envelope ?? new Uint8Array()).getPayload_asU8(),
    );
    const header = common.ChannelHeader.deserializeBinary(
      payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
    );
    if (header.getChannelId() !== '') {
      return header.getChannelId();
    }
  } catch (cause) {
    throw new FabricError({ code: 'INVALID_ARGUMENT', message: 'the block is malformed', cause });
  }
  throw new FabricError({ code: 'INVALID_ARGUMENT', message: 'the block names no channel' });
}
