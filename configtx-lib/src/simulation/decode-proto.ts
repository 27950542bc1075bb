// SPDX-License-Identifier: Apache-2.0

import { refusal } from './refusal.js';

/**
 * Decodes a message, or says in Go's words that it cannot be.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function decodeProto<T>(type: { deserializeBinary(bytes: Uint8Array): T }, bytes: Uint8Array): T {
  try {
    return type.deserializeBinary(bytes);
  } catch (cause) {
    throw refusal('proto: cannot parse invalid wire-format data', { cause });
  }
}
