// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import type { Clock } from '../clock.js';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';
import type { Conditions } from '../health/conditions.js';
import { followStream } from './follow-stream.js';
import { ledgerHeight } from './ledger-height.js';

export interface ChannelBlocksOptions {
  readonly nodes: OrganizationNodes;
  readonly channelID: string;
  /** For every block with a valid transaction in it, and for the newest one when the stream opens. */
  readonly onBlock: (block: { readonly isConfig: boolean }) => void;
  /** Called each time that the stream breaks, which it also does when the organization may not read the channel. */
  readonly onBreak: () => void;
  readonly conditions: Conditions;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Follows the blocks of one channel until the signal is given, missing none while the agent runs. */
export async function followChannelBlocks(options: ChannelBlocksOptions): Promise<void> {
  const { nodes, channelID, onBlock, onBreak, conditions, clock, signal } = options;
  let next: bigint | undefined;
  await followStream<peer.FilteredBlock>({
    condition: `blocks of ${channelID}`,
    open: async () => {
      next ??= (await ledgerHeight(nodes.peers, channelID)) - 1n;
      return nodes.gateway.filteredBlocks(channelID, { startBlock: next });
    },
    onItem: (block) => {
      next = BigInt(block.getNumber()) + 1n;
      const transactions = block.getFilteredTransactionsList();
      const valid = transactions.filter(
        (transaction) => transaction.getTxValidationCode() === peer.TxValidationCode.VALID,
      );
      if (valid.length > 0) {
        onBlock({ isConfig: valid.some((transaction) => transaction.getType() === common.HeaderType.CONFIG) });
      }
    },
    onBreak,
    conditions,
    clock,
    signal,
  });
}
