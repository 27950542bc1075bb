// SPDX-License-Identifier: Apache-2.0

import { jsonToMessage } from './json-to-message.js';
import { messageTypeOf } from './message-type-of.js';
import { Place } from './place.js';
import { writeMessage } from './write-message.js';

/**
 * The bytes of a message from the JSON that `configtxlator proto_encode` takes. They are configtxlator's apart from the
 * order of maps, which Go leaves to chance: here it is the byte order of the keys, so equal JSON gives equal bytes.
 *
 * @param json Parsed JSON, as {@link protoDecode} gives it.
 * @throws ConfigTxError `MALFORMED` with the path of the element that is not as it should be
 */
export function protoEncode(typeName: string, json: unknown): Uint8Array {
  return writeMessage(jsonToMessage(messageTypeOf(typeName), json, Place.root()));
}
