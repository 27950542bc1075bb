// SPDX-License-Identifier: Apache-2.0

import { FabricError } from './fabric-error.js';

/**
 * The transaction was ordered, and every peer found it invalid: it changed nothing. The caller looks at the validation
 * code, observes again and may try anew with a new transaction.
 */
export class CommitError extends FabricError {
  override readonly name = 'CommitError';
  /** A name of `protos.TxValidationCode`: `ENDORSEMENT_POLICY_FAILURE`, `MVCC_READ_CONFLICT`, … */
  readonly validationCode: string;
  readonly blockNumber: bigint;

  constructor(options: {
    readonly transactionID: string;
    readonly validationCode: string;
    readonly blockNumber: bigint;
  }) {
    const { transactionID, validationCode, blockNumber } = options;
    super({
      code: 'INVALID_TRANSACTION',
      message: `transaction ${transactionID} in block ${String(blockNumber)} is invalid: ${validationCode}`,
      transactionID,
    });
    this.validationCode = validationCode;
    this.blockNumber = blockNumber;
  }
}
