// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';
import { MspError } from '../msp/msp-error.js';

/** The error for what Fabric refuses; the text is Fabric's own. */
export function refusal(text: string, options?: ErrorOptions): ConfigTxError {
  return new ConfigTxError('REFUSED', text, options);
}

/**
 * Puts a context before the reason of a refusal, as Fabric does on the way up (`errors.WithMessage`).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function within<T>(context: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigTxError || error instanceof MspError) {
      throw refusal(`${context}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
