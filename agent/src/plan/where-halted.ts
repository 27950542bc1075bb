// SPDX-License-Identifier: Apache-2.0

import type { Receipt } from '@opssc/chaincode/model';
import type { PlannedReceipt } from './plan.js';

export interface WhereHaltedOptions<P> {
  /** Why nothing is carried out; undefined: it goes on. */
  readonly held: string | undefined;
  /** What the ledger says about the proposal. */
  readonly receipts: readonly Receipt[];
  readonly mspID: string;
  /** The parts of a plan that do nothing. */
  readonly idle: Partial<P>;
}

/**
 * The plan for a proposal that may be halted: what is seen is still said, nothing is done, and the agent's obedience is
 * told. After a halt it says that it goes on.
 */
export function whereHalted<P extends { readonly receipts: readonly PlannedReceipt[] }>(
  plan: P,
  { held, receipts, mspID, idle }: WhereHaltedOptions<P>,
): P {
  if (held !== undefined) {
    return { ...plan, ...idle, receipts: [...plan.receipts, { step: 'halt', state: 'waiting', detail: held }] };
  }
  const before = receipts.find((receipt) => receipt.mspID === mspID && receipt.step === 'halt');
  return before?.state === 'waiting'
    ? { ...plan, receipts: [...plan.receipts, { step: 'halt', state: 'done', detail: 'resumed' }] }
    : plan;
}
