// SPDX-License-Identifier: Apache-2.0

import { type ChannelView, ContractError, type OpsClient } from '@opssc/chaincode/model';

/** A channel as the registry has it; undefined: nobody attests it. */
export async function registeredChannel(ops: OpsClient, channelID: string): Promise<ChannelView | undefined> {
  try {
    return await ops.getChannel(channelID);
  } catch (error) {
    if (error instanceof ContractError && (error.code === 'UNKNOWN_CHANNEL' || error.code === 'NOT_FOUND')) {
      return undefined;
    }
    throw error;
  }
}
