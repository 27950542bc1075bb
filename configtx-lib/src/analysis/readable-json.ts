// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from '../codec/json-value.js';
import { protoDecode } from '../codec/proto-decode.js';
import { ConfigTxError } from '../config-tx-error.js';

/**
 * A message's JSON; undefined if it cannot be decoded, which is no error here: an explanation is wanted just when
 * somebody proposes nonsense.
 */
export function readableJson(typeName: string, bytes: Uint8Array): JsonValue | undefined {
  try {
    return protoDecode(typeName, bytes);
  } catch (error) {
    if (error instanceof ConfigTxError) {
      return undefined;
    }
    throw error;
  }
}

/** What stands for bytes that cannot be read. */
export function base64Json(bytes: Uint8Array): JsonValue {
  return Buffer.from(bytes).toString('base64');
}
