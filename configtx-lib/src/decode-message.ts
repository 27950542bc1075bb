// SPDX-License-Identifier: Apache-2.0

import './bounded-reads.js';
import { ConfigTxError, type ConfigTxErrorCode } from './config-tx-error.js';

export interface DecodeOptions<T> {
  readonly type: { deserializeBinary(bytes: Uint8Array): T };
  readonly bytes: Uint8Array;
  /** What the bytes should be, for the error's text. */
  readonly what: string;
  readonly code: ConfigTxErrorCode;
}

/**
 * Decodes a protobuf message.
 *
 * @throws ConfigTxError with the given code, for bytes that are no such message.
 */
export function decodeMessage<T>({ type, bytes, what, code }: DecodeOptions<T>): T {
  try {
    return type.deserializeBinary(bytes);
  } catch (cause) {
    throw new ConfigTxError(code, `${what} cannot be decoded`, { cause });
  }
}
