// SPDX-License-Identifier: Apache-2.0

import { type OpsEvent, parseOpsEvent } from '@opssc/chaincode/model';
import type { ChaincodeEvent } from '@hyperledger/fabric-gateway';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { OrganizationNodes } from '../fabric/organization-nodes.js';
import type { Conditions } from '../health/conditions.js';
import type { OnSideEffect } from '../side-effect.js';
import type { Checkpoint, Position } from './checkpoint.js';
import { followStream } from './follow-stream.js';
import { ledgerHeight } from './ledger-height.js';

export interface OpsEventsOptions {
  readonly nodes: OrganizationNodes;
  readonly channelID: string;
  readonly chaincodeName: string;
  readonly checkpoint: Checkpoint;
  readonly onEvent: (event: OpsEvent) => void;
  readonly onSideEffect: OnSideEffect;
  readonly conditions: Conditions;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Follows the events of OpsSC from the checkpoint on, until the signal is given. */
export async function followOpsEvents(options: OpsEventsOptions): Promise<void> {
  const { nodes, channelID, chaincodeName, checkpoint, conditions, clock, signal, onEvent } = options;
  let saving: Promise<void> = Promise.resolve();
  await followStream<ChaincodeEvent>({
    condition: 'ops-events',
    open: async () => nodes.gateway.chaincodeEvents(channelID, chaincodeName, await startOptions(options)),
    onItem: ({ blockNumber, transactionId, eventName, payload }) => {
      const event = parseOpsEvent(eventName, payload);
      if (event !== undefined) {
        onEvent(event);
      }
      saving = savePosition(options, { blockNumber, transactionID: transactionId });
    },
    conditions,
    clock,
    signal,
  });
  await saving;
  // Positions that came during the last write.
  if (checkpoint.position !== undefined) {
    await checkpoint.save(checkpoint.position);
  }
}

/** Without a position from the next block on: whoever starts without one looks at everything anyway. */
async function startOptions(options: OpsEventsOptions): Promise<{ startBlock: bigint; afterTransactionID?: string }> {
  const { nodes, channelID, checkpoint } = options;
  const height = await ledgerHeight(nodes.peers, channelID);
  const { position } = checkpoint;
  // A position beyond the ledger is one of another ledger, whose blocks would be waited for in vain.
  return position === undefined || position.blockNumber >= height
    ? { startBlock: height }
    : { startBlock: position.blockNumber, afterTransactionID: position.transactionID };
}

async function savePosition(options: OpsEventsOptions, position: Position): Promise<void> {
  const { checkpoint, onSideEffect, logger } = options;
  try {
    await checkpoint.save(position);
    await onSideEffect('checkpoint', String(position.blockNumber));
  } catch (error) {
    // Events are then seen twice after a restart, which does no harm.
    logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'the checkpoint was not saved');
  }
}
