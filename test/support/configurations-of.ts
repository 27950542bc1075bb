// SPDX-License-Identifier: Apache-2.0

import { configFromBlock, protoDecode } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import { blocksOf } from './blocks-of.js';
import type { OrganizationClient } from './organization-client.js';

/** The configurations that a channel has had, one a configuration block, as configtxlator's JSON on one line. */
export async function configurationsOf(client: OrganizationClient, channelID: string): Promise<readonly string[]> {
  const configurations: string[] = [];
  for await (const block of blocksOf(client, channelID)) {
    if (isConfig(block)) {
      const { config } = configFromBlock(block);
      configurations.push(JSON.stringify(protoDecode('common.Config', config.serializeBinary())));
    }
  }
  return configurations;
}

function isConfig(block: common.Block): boolean {
  const [bytes] = block.getData()?.getDataList_asU8() ?? [];
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(bytes ?? new Uint8Array()).getPayload_asU8(),
  );
  const header = payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
  return common.ChannelHeader.deserializeBinary(header).getType() === common.HeaderType.CONFIG;
}
