// SPDX-License-Identifier: Apache-2.0

import { type OpsEvent, parseOpsEvent, type ProposalFact, proposalFactOf } from '@opssc/chaincode/model';
import type { ChaincodeTransaction } from '@opssc/fabric-admin';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';
import type { Conditions } from '../health/conditions.js';
import type { OnSideEffect } from '../side-effect.js';
import type { Checkpoint } from './checkpoint.js';
import { followStream } from './follow-stream.js';
import { ledgerHeight } from './ledger-height.js';

export interface OpsEventsOptions {
  readonly nodes: OrganizationNodes;
  readonly channelID: string;
  readonly chaincodeName: string;
  readonly checkpoint: Checkpoint;
  /** With the facts about proposals that its transaction has written. */
  readonly onEvent: (event: OpsEvent, facts: readonly ProposalFact[]) => void;
  readonly onSideEffect: OnSideEffect;
  readonly conditions: Conditions;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * Follows the transactions of OpsSC from the checkpoint on, until the signal is given. They come from blocks of the own
 * peers, which have validated them, so what they wrote is what the contracts would answer.
 */
export async function followOpsEvents(options: OpsEventsOptions): Promise<void> {
  const { nodes, channelID, chaincodeName, checkpoint, conditions, clock, signal, onEvent } = options;
  let saving: Promise<void> = Promise.resolve();
  await followStream<ChaincodeTransaction>({
    condition: 'ops-events',
    open: async () =>
      nodes.gateway.chaincodeTransactions(channelID, chaincodeName, { startBlock: await startBlock(options) }),
    onItem: ({ blockNumber, event, writes }) => {
      const known = event && parseOpsEvent(event.name, event.payload);
      if (known !== undefined) {
        onEvent(
          known,
          writes.map(({ key, value }) => proposalFactOf(key, value)).filter((fact) => fact !== undefined),
        );
      }
      saving = saveBlock(options, blockNumber);
    },
    conditions,
    clock,
    signal,
  });
  await saving;
  // Blocks that came during the last write.
  if (checkpoint.blockNumber !== undefined) {
    await checkpoint.save(checkpoint.blockNumber);
  }
}

/**
 * The last block once more, since it may hold more than what was handed on. Without a checkpoint the next one: whoever
 * starts without one looks at everything anyway.
 */
async function startBlock({ nodes, channelID, checkpoint }: OpsEventsOptions): Promise<bigint> {
  const height = await ledgerHeight(nodes.peers, channelID);
  const { blockNumber } = checkpoint;
  // A block beyond the ledger is one of another ledger, which would be waited for in vain.
  return blockNumber === undefined || blockNumber >= height ? height : blockNumber;
}

async function saveBlock({ checkpoint, onSideEffect, logger }: OpsEventsOptions, blockNumber: bigint): Promise<void> {
  try {
    await checkpoint.save(blockNumber);
    await onSideEffect('checkpoint', String(blockNumber));
  } catch (error) {
    // Events are then seen twice after a restart, which does no harm.
    logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'the checkpoint was not saved');
  }
}
