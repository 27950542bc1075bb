// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import type { OrganizationClient } from './organization-client.js';

/** All blocks of a channel as an organization's peers have them, the first one included. */
export async function* blocksOf(client: OrganizationClient, channelID: string): AsyncGenerator<common.Block> {
  for (let number = 0n; number < (await heightOf(client, channelID)); number += 1n) {
    yield common.Block.deserializeBinary(await query(client, channelID, 'GetBlockByNumber', String(number)));
  }
}

async function heightOf(client: OrganizationClient, channelID: string): Promise<bigint> {
  const info = common.BlockchainInfo.deserializeBinary(await query(client, channelID, 'GetChainInfo'));
  return BigInt(info.getHeight());
}

async function query(
  client: OrganizationClient,
  channelID: string,
  transaction: string,
  ...args: readonly string[]
): Promise<Uint8Array> {
  const gateway = await client.gateway();
  return gateway.evaluate({ channelID, chaincodeName: 'qscc', transaction, arguments: [channelID, ...args] });
}
