// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { field } from '../codec/field.js';
import { message } from '../codec/message.js';
import { configGroup } from '../codec/messages/config-group.js';
import { Place } from '../codec/place.js';
import { readMessage } from '../codec/read-message.js';
import { writeMessage } from '../codec/write-message.js';

/** Groups of any name, and values as bytes: to be written again as they are. */
const plainConfigUpdate = message('common.ConfigUpdate', {
  channel_id: field.string(1),
  read_set: field.message(2, () => configGroup),
  write_set: field.message(3, () => configGroup),
  isolated_data: field.map(field.bytes(5)),
});

/**
 * The bytes of an update that organizations sign, the same wherever they are made: maps are in the byte order of their
 * keys.
 */
export function configUpdateBytes(update: common.ConfigUpdate): Uint8Array {
  return writeMessage(readMessage(plainConfigUpdate, update.serializeBinary(), Place.root()));
}
