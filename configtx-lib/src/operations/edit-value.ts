// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { decodeMessage } from '../decode-message.js';
import { adminsPolicy } from '../genesis/config-elements.js';

interface Message {
  serializeBinary(): Uint8Array;
}

interface MessageType<T> {
  deserializeBinary(bytes: Uint8Array): T;
}

export interface EditValueOptions<T> {
  readonly group: common.ConfigGroup;
  readonly name: string;
  readonly type: MessageType<T>;
  /** Who may change the value, if it has to be made; default: the group's admins. */
  readonly modPolicy?: string;
  readonly edit: (message: T) => void;
}

/**
 * A value of a group; an empty message if the group does not have it.
 *
 * @throws ConfigTxError `INVALID_CONFIG`
 */
export function readValue<T>(group: common.ConfigGroup, name: string, type: MessageType<T>): T {
  const bytes = group.getValuesMap().get(name)?.getValue_asU8() ?? new Uint8Array();
  return decodeMessage({ type, bytes, what: `value ${name}`, code: 'INVALID_CONFIG' });
}

/**
 * Changes a value of a group, or makes it. Bytes are only touched when the value is another one afterwards: Fabric's own
 * tools leave the order of maps to chance, and writing such a map anew would look like a change.
 *
 * @throws ConfigTxError `INVALID_CONFIG`
 */
export function editValue<T extends Message>(options: EditValueOptions<T>): void {
  const { group, name, type, modPolicy = adminsPolicy, edit } = options;
  const message = readValue(group, name, type);
  const before = message.serializeBinary();
  edit(message);
  const after = message.serializeBinary();
  const values = group.getValuesMap();
  const existing = values.get(name);
  if (!existing) {
    const value = new common.ConfigValue();
    value.setValue(after);
    value.setModPolicy(modPolicy);
    values.set(name, value);
  } else if (!Buffer.from(before).equals(after)) {
    existing.setValue(after);
  }
}

/** Takes a value out of a group, if it is there. */
export function removeValue(group: common.ConfigGroup, name: string): void {
  group.getValuesMap().del(name);
}
