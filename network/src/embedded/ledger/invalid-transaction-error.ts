// SPDX-License-Identifier: Apache-2.0

import type { TxValidationCode } from './ledger.js';

/** Why a transaction of a block does not count. */
export class InvalidTransactionError extends Error {
  override readonly name = 'InvalidTransactionError';
  readonly code: TxValidationCode;

  constructor(code: TxValidationCode, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.code = code;
  }
}
