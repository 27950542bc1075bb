// SPDX-License-Identifier: Apache-2.0

import { commitOrder } from './commit-order.js';
import { turnMilliseconds } from './plan-commit.js';
import type { Memory, PlannedOutcome, PlanInput } from './plan.js';

/**
 * The outcome `committed` of a definition that all own peers that answer have committed: written by the first in order,
 * by the others if it stays absent.
 */
export function planOutcome(input: PlanInput): { outcome?: PlannedOutcome; after?: number; memory: Memory } {
  const { deployment, ledger, memory, mspID, now, transactions } = input;
  if (ledger === undefined || ledger.outcome !== undefined) {
    return { memory };
  }
  const committedSince = memory.committedSince ?? now;
  // Whoever committed knows the transaction, and need not wait.
  const rank =
    transactions.commit === undefined ? commitOrder(deployment.id, deployment.electorate).indexOf(mspID) + 1 : 0;
  const turn = committedSince + rank * turnMilliseconds - now;
  if (turn > 0) {
    return { after: turn, memory: { ...memory, committedSince } };
  }
  const { name, sequence } = deployment.definition;
  const outcome: PlannedOutcome = {
    status: 'committed',
    detail: `sequence ${sequence} of ${name} is committed on ${deployment.channelID}`,
    ...(transactions.commit === undefined
      ? {}
      : { transactionID: transactions.commit.transactionID, block: String(transactions.commit.blockNumber) }),
  };
  // Looked at again, for the write may be lost.
  return { outcome, after: 5 * turnMilliseconds, memory: { ...memory, committedSince } };
}
