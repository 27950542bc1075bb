// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';

export interface OrdererChannel {
  readonly name: string;
  readonly status: string;
  readonly consensusRelation: string;
  readonly height: bigint;
}

/** One orderer's channel participation API. */
export interface OrdererAdmin {
  readonly name: string;
  join(channelID: string, configBlock: common.Block): Promise<{ alreadyJoined: boolean; channel: OrdererChannel }>;
  list(): Promise<readonly string[]>;
  /** Undefined: not joined. */
  info(channelID: string): Promise<OrdererChannel | undefined>;
  remove(channelID: string): Promise<void>;
}
