// SPDX-License-Identifier: Apache-2.0

import { configFromBlock } from '@opssc/configtx';
import { applicationOrganizations } from '../ledger/application-organizations.js';
import type { ChannelLedger, Simulator, SystemChaincodeCall } from '../ledger/ledger.js';

/** A call of `_lifecycle` on a channel. */
export interface LifecycleInvocation {
  readonly channel: ChannelLedger;
  readonly simulator: Simulator;
  /** Of the peer. */
  readonly mspID: string;
  /** MSP IDs of the channel's application organizations. */
  readonly organizations: readonly string[];
}

/** @throws Error when the call is not on a channel. */
export function onChannel({ channel, simulator, mspID }: SystemChaincodeCall): LifecycleInvocation {
  if (!channel || !simulator) {
    throw new Error("could not get channelconfig for channel ''");
  }
  const { config } = configFromBlock(channel.lastConfigBlock);
  return { channel, simulator, mspID, organizations: [...applicationOrganizations(config).keys()] };
}
