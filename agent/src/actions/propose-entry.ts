// SPDX-License-Identifier: Apache-2.0

import { type ChannelEntry, ContractError, type OpsClient } from '@opssc/chaincode/model';
import type { ChannelOperation } from '@opssc/configtx';
import type { OnSideEffect } from '../side-effect.js';

export interface ProposeEntryOptions {
  readonly ops: OpsClient;
  readonly entry: ChannelEntry;
  readonly operations: readonly ChannelOperation[];
  readonly onSideEffect: OnSideEffect;
}

/**
 * Proposes that a member comes into a channel, without a vote of its own: votes are for people. That somebody has proposed
 * it already is as good.
 *
 * @returns whether it was this agent's proposal
 */
export async function proposeEntry({ ops, entry, operations, onSideEffect }: ProposeEntryOptions): Promise<boolean> {
  const { proposalID, channelID, description } = entry;
  const body = { kind: 'update-channel', channelID, operations };
  try {
    await ops.propose({ id: proposalID, body, description, vote: false });
  } catch (error) {
    if (error instanceof ContractError && error.code === 'ALREADY_EXISTS') {
      return false;
    }
    throw error;
  }
  await onSideEffect('propose', proposalID);
  return true;
}
