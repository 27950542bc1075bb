// SPDX-License-Identifier: Apache-2.0

import { setImmediate } from 'node:timers/promises';
import { peer, type common } from '@hyperledger/fabric-protos';
import { InvalidTransactionError } from './invalid-transaction-error.js';
import { ChangedKeyPolicies } from './key-level-policy.js';
import { invalidated, type ProcessedTransaction } from './processed-transaction.js';
import { decodeTransaction, transactionType } from './transaction-parts.js';
import { validateTransaction } from './validate-transaction.js';
import type { ValidationContext } from './validation-context.js';

const transactionsAtOnce = 20;
const { DUPLICATE_TXID, VALID } = peer.TxValidationCode;

/**
 * Validates the transactions of a block one by one, then those that repeat an ID. Whether reads still hold is checked
 * afterwards, when earlier transactions have taken effect.
 */
export async function validateBlock(block: common.Block, context: ValidationContext): Promise<ProcessedTransaction[]> {
  const changed = new ChangedKeyPolicies();
  const transactions: ProcessedTransaction[] = [];
  for (const bytes of block.getData()?.getDataList_asU8() ?? []) {
    transactions.push(validate(bytes, context, changed));
    // Verifying signatures takes a while: a large block must not keep the process from answering.
    if (transactions.length % transactionsAtOnce === 0) {
      await setImmediate();
    }
  }
  return withoutDuplicates(transactions);
}

function validate(data: Uint8Array, context: ValidationContext, changed: ChangedKeyPolicies): ProcessedTransaction {
  const parts = decodeTransaction(data);
  const described = { transactionID: parts.channelHeader?.getTxId() ?? '', type: transactionType(parts) };
  try {
    const valid = validateTransaction(parts, context, changed);
    if (valid.type === 'config') {
      return { ...described, validationCode: VALID, config: valid.config };
    }
    const { readWriteSet, event } = valid;
    return { ...described, validationCode: VALID, readWriteSet, ...(event && { event }) };
  } catch (error) {
    if (error instanceof InvalidTransactionError) {
      return { ...described, validationCode: error.code };
    }
    throw error;
  }
}

/** Of valid transactions with one ID the first counts. */
function withoutDuplicates(transactions: readonly ProcessedTransaction[]): ProcessedTransaction[] {
  const seen = new Set<string>();
  return transactions.map((transaction) => {
    if (!transaction.readWriteSet) {
      return transaction;
    }
    if (seen.has(transaction.transactionID)) {
      return invalidated(transaction, DUPLICATE_TXID);
    }
    seen.add(transaction.transactionID);
    return transaction;
  });
}
