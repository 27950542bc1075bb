// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import type { FieldShape, MessageType } from '../message-type.js';
import { message } from '../message.js';
import { policy } from './policies.js';

export const configPolicy = message('common.ConfigPolicy', {
  version: field.uint64(1),
  policy: field.message(2, () => policy),
  mod_policy: field.string(3),
});

const valueWith = (value: FieldShape): MessageType =>
  message('common.ConfigValue', { version: field.uint64(1), value, mod_policy: field.string(3) });

const groupWith = (groups: FieldShape, values: FieldShape): MessageType =>
  message('common.ConfigGroup', {
    version: field.uint64(1),
    groups: field.map(groups),
    values: field.map(values),
    policies: field.map(field.message(4, () => configPolicy)),
    mod_policy: field.string(5),
  });

/** A value of which nobody has said where in the channel it is: its bytes stay bytes. */
export const configValue = valueWith(field.bytes(2));

/** A group of which nobody has said where in the channel it is. */
export const configGroup: MessageType = groupWith(
  field.message(2, () => configGroup),
  field.message(3, () => configValue),
);

export interface GroupContents {
  /** What is below it, by name; undefined where Fabric knows none. */
  readonly groups?: (name: string) => MessageType | undefined;
  /** What its values hold, by name; left out where there may be none. */
  readonly values?: Readonly<Record<string, MessageType>>;
}

/** A group in its place in a channel, where names tell what values and groups are. */
export function groupOf({ groups, values }: GroupContents): MessageType {
  const known = new Map(
    Object.entries(values ?? {}).map(([name, type]) => [name, valueWith(field.opaque(2, () => type))]),
  );
  // It has a name that Fabric doesn't know, but may be there without a value.
  const unknown = values && valueWith(field.opaque(2, () => undefined));
  return groupWith(
    field.messageByKey(2, (name) => groups?.(name)),
    field.messageByKey(3, (name) => known.get(name) ?? unknown),
  );
}
