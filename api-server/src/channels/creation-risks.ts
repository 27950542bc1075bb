// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { applyOperations, assessRisks, computeUpdate, type ChannelProfile, type Risk } from '@opssc/configtx';

export interface CreationRisksOptions {
  readonly profile: ChannelProfile;
  /** The configuration that it makes. */
  readonly config: common.Config;
  readonly now: Date;
}

/**
 * What a new channel risks: that of a channel which differs in its batch timeout alone and comes to be like this one, as
 * risks are told of updates and a genesis block is none.
 */
export function creationRisks({ profile, config, now }: CreationRisksOptions): readonly Risk[] {
  const { channelID, orderer } = profile;
  const neighbour = applyOperations(config, [{ operation: 'set-orderer', batchTimeout: orderer.batchTimeout + 1 }]);
  const update = computeUpdate({ channelID, original: neighbour, updated: config });
  return update === undefined ? [] : assessRisks({ update, current: neighbour, now });
}
