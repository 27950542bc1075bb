// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import { applyWrites } from './apply-writes.js';
import { checkReads } from './mvcc.js';
import { invalidated, type ProcessedTransaction } from './processed-transaction.js';
import type { StateDb } from './state-db.js';
import { StateUpdates } from './state-updates.js';

export interface BlockToTakeEffect {
  readonly number: bigint;
  readonly transactions: readonly ProcessedTransaction[];
  readonly state: StateDb;
  /** False when the flags are known already. */
  readonly checkReads: boolean;
}

export interface BlockEffect {
  readonly transactions: readonly ProcessedTransaction[];
  readonly updates: StateUpdates;
}

/** Lets the valid transactions of a block take effect one after the other; those whose reads no longer hold do not. */
export function takeEffect(block: BlockToTakeEffect): BlockEffect {
  const updates = new StateUpdates();
  const transactions = block.transactions.map((transaction, index) => {
    const { readWriteSet: set } = transaction;
    if (!set) {
      return transaction;
    }
    const code = block.checkReads ? checkReads(set, block.state, updates) : peer.TxValidationCode.VALID;
    if (code !== peer.TxValidationCode.VALID) {
      return invalidated(transaction, code);
    }
    applyWrites({ set, version: { block: block.number, transaction: index }, state: block.state, updates });
    return transaction;
  });
  return { transactions, updates };
}
