// SPDX-License-Identifier: Apache-2.0

import type { common, peer } from '@hyperledger/fabric-protos';
import type { HeaderType, TxValidationCode } from './ledger.js';
import type { ReadWriteSet } from './read-write-set.js';

/** A transaction of a block with the peer's verdict; what it does is present only when it is valid. */
export interface ProcessedTransaction {
  /** Empty when it cannot be read. */
  readonly transactionID: string;
  readonly type: HeaderType;
  readonly validationCode: TxValidationCode;
  readonly readWriteSet?: ReadWriteSet;
  readonly event?: peer.ChaincodeEvent;
  readonly config?: common.Config;
}

export function invalidated(transaction: ProcessedTransaction, validationCode: TxValidationCode): ProcessedTransaction {
  const { transactionID, type } = transaction;
  return { transactionID, type, validationCode };
}
