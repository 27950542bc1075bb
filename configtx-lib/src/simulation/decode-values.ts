// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { decodeProto } from './decode-proto.js';
import { refusal, within } from './refusal.js';

const context = 'failed to deserialize values';

interface MessageType<T> {
  new (): T;
  deserializeBinary(bytes: Uint8Array): T;
}

type MessageTypes = Readonly<Record<string, MessageType<unknown>>>;

type Messages<T extends MessageTypes> = { readonly [K in keyof T]: InstanceType<T[K]> };

/**
 * Decodes a group's values (channelconfig.DeserializeProtoValuesFromGroup). One that is not there is an empty message;
 * one that is not expected is refused.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function decodeValues<T extends MessageTypes>(group: common.ConfigGroup, types: T): Messages<T> {
  const unexpected = [...group.getValuesMap().keys()].find((name) => !Object.hasOwn(types, name));
  if (unexpected !== undefined) {
    throw refusal(`${context}: Unexpected key ${unexpected}`);
  }
  const messages = Object.entries(types).map(([name, type]) => {
    const value = group.getValuesMap().get(name);
    return [name, value ? within(context, () => decodeProto(type, value.getValue_asU8())) : new type()];
  });
  return Object.fromEntries(messages) as Messages<T>;
}
