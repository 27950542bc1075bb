// SPDX-License-Identifier: Apache-2.0

import type { Observed, Receipt } from '@opssc/chaincode/model';
import type { PlannedReceipt } from '../plan/plan.js';

/** Of the planned receipts those that say something which the organization's receipts on the ledger do not. */
export function receiptChanges(
  planned: readonly PlannedReceipt[],
  written: readonly Receipt[],
): readonly PlannedReceipt[] {
  return planned.filter((receipt) => {
    const before = written.find(({ step }) => step === receipt.step);
    return before === undefined || saysMore(receipt, before);
  });
}

function saysMore(receipt: PlannedReceipt, before: Receipt): boolean {
  if (receipt.state !== before.state) {
    // What was done stays done, whichever peer is away later; what was resumed may be halted again.
    return receipt.step === 'halt' || !(before.state === 'done' && receipt.state === 'waiting');
  }
  switch (receipt.state) {
    case 'done':
      return false;
    case 'waiting':
      return awaitedOf(receipt.observed) !== awaitedOf(before.observed);
    case 'failed':
    case 'refused':
      return receipt.detail !== before.detail;
  }
}

/** What is waited for: the nodes that are not among these, or the organizations. */
function awaitedOf({ peers = [], orderers = [], awaiting = [] }: Observed = {}): string {
  return JSON.stringify([peers, orderers, awaiting]);
}
