// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { applyOperations, type ChannelOperation, computeUpdate, validateOperations } from '@opssc/configtx';

export interface PlanUpdateOptions {
  readonly channelID: string;
  /** The channel's configuration now. */
  readonly current: common.Config;
  readonly operations: readonly ChannelOperation[];
  readonly now: Date;
}

/**
 * The update that every agent would compute from the configuration now; undefined when nothing changes.
 *
 * @throws ConfigTxError when the operations do not fit the channel, with the path of the element
 */
export function planUpdate({
  channelID,
  current,
  operations,
  now,
}: PlanUpdateOptions): common.ConfigUpdate | undefined {
  validateOperations(current, operations, { now });
  return computeUpdate({ channelID, original: current, updated: applyOperations(current, operations) });
}
