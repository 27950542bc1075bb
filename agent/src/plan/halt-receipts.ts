// SPDX-License-Identifier: Apache-2.0

import type { Receipt } from '@opssc/chaincode/model';
import type { PlannedReceipt } from './plan.js';

export interface HaltReceiptOptions {
  /** Why nothing is carried out; undefined: it goes on. */
  readonly held: string | undefined;
  readonly receipts: readonly Receipt[];
  readonly mspID: string;
}

/** That the organization's agent obeys a halt, and that it goes on after one; nothing where there was never any. */
export function haltReceipts({ held, receipts, mspID }: HaltReceiptOptions): readonly PlannedReceipt[] {
  if (held !== undefined) {
    return [{ step: 'halt', state: 'waiting', detail: held }];
  }
  const before = receipts.find((receipt) => receipt.mspID === mspID && receipt.step === 'halt');
  return before?.state === 'waiting' ? [{ step: 'halt', state: 'done', detail: 'resumed' }] : [];
}
