// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from './json-value.js';
import { messageToJson } from './message-to-json.js';
import { messageTypeOf } from './message-type-of.js';
import { Place } from './place.js';
import { readMessage } from './read-message.js';

/**
 * What decoding may take in memory for each byte of the input, so that nobody can make much out of little: a block of
 * nothing but empty elements is refused. Configurations, full of certificates, need a quarter of it.
 */
const allowancePerByte = 8;
/** For small messages: read sets hold many elements in few bytes. */
const baseAllowance = 1_000_000;

/**
 * The JSON of a message, equal to `configtxlator proto_decode`'s: `protoDecode('common.Block', bytes)`. Bytes that hold
 * messages are decoded as well, down to the MSPs and policies of a channel's configuration. Unknown fields are left out.
 *
 * @param typeName As configtxlator's `--type`: `common.Config`, `common.ConfigUpdate`, `msp.MSPConfig`, …
 * @throws ConfigTxError `MALFORMED` with the path of the element that is not as it should be
 */
export function protoDecode(typeName: string, bytes: Uint8Array): JsonValue {
  const type = messageTypeOf(typeName);
  const place = Place.root(baseAllowance + allowancePerByte * bytes.length);
  return messageToJson(readMessage(type, bytes, place), place);
}
