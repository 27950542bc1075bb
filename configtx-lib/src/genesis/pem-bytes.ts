// SPDX-License-Identifier: Apache-2.0

import { ConfigTxError } from '../config-tx-error.js';
import { decodePem } from '../msp/decode-pem.js';

/**
 * A PEM text as bytes, unchanged, as configtxgen takes over the files of an MSP.
 *
 * @param path of the text in the profile, for the error
 * @throws ConfigTxError `INVALID_PROFILE` if it is no PEM
 */
export function pemBytes(pem: string, path: string): Uint8Array {
  const bytes = Buffer.from(pem, 'utf8');
  if (!decodePem(bytes)) {
    throw new ConfigTxError('INVALID_PROFILE', `${path}: not in PEM`);
  }
  return bytes;
}
