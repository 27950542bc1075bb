// SPDX-License-Identifier: Apache-2.0

import { MessageNode, type NodeElement } from './message-node.js';
import type { Field, MessageType } from './message-type.js';
import type { Place } from './place.js';
import { resolvedType } from './resolved-type.js';
import { scalarFromJson } from './scalar-from-json.js';
import { writeMessage } from './write-message.js';

/**
 * A message from the JSON that configtxlator takes: what {@link messageToJson} writes, with fields left out or null for
 * their defaults, numbers as numbers or texts, bytes in any form of base64, and names in camel case as well.
 *
 * @throws ConfigTxError `MALFORMED` with the path of what is not
 */
export function jsonToMessage(type: MessageType, json: unknown, place: Place): MessageNode {
  const message = new MessageNode(type);
  if (type.json) {
    type.json.fromJson(json, message, place);
    return message;
  }
  const given = new Map<Field, unknown>();
  for (const [name, value] of entriesOf(json, place)) {
    const field = type.byName.get(name);
    if (!field) {
      throw place.field(name).malformed(`${type.name} has no such field`);
    }
    if (given.has(field)) {
      throw place.field(name).malformed('is there twice');
    }
    given.set(field, value);
  }
  // What opaque bytes are may depend on the fields beside them: those come first.
  const isOpaque = ([{ kind }]: readonly [Field, unknown]): boolean => kind.kind === 'opaque';
  for (const [field, value] of [...given].sort((one, other) => Number(isOpaque(one)) - Number(isOpaque(other)))) {
    setField({ message, field, json: value, place: place.field(field.name) });
  }
  return message;
}

interface FieldOfJson {
  readonly message: MessageNode;
  readonly field: Field;
  readonly json: unknown;
  readonly place: Place;
}

function setField({ message, field, json, place }: FieldOfJson): void {
  if (json === null) {
    return;
  }
  if (field.repetition === 'map') {
    const entries = entriesOf(json, place).map(([key, value]): [string, NodeElement] => [
      key,
      elementOf({ message, field, json: value, key, place: place.entry(key) }),
    ]);
    message.set(field.index, new Map(entries));
  } else if (field.repetition === 'list') {
    if (!Array.isArray(json)) {
      throw place.malformed('must be a list');
    }
    const elements = json.map((value: unknown, index) =>
      elementOf({ message, field, json: value, key: '', place: place.element(index) }),
    );
    message.set(field.index, elements);
  } else {
    if (field.oneof !== undefined && message.type.fields.some((other) => isOther(other, field, message))) {
      throw place.malformed('only one of these fields may be there');
    }
    message.set(field.index, elementOf({ message, field, json, key: '', place }));
  }
}

function isOther(other: Field, field: Field, message: MessageNode): boolean {
  return other !== field && other.oneof === field.oneof && message.at(other.index) !== undefined;
}

function elementOf({ message, field, json, key, place }: FieldOfJson & { readonly key: string }): NodeElement {
  const { kind } = field;
  switch (kind.kind) {
    case 'message':
      return jsonToMessage(resolvedType({ field, message, key, place }), json, place);
    case 'opaque':
      return writeMessage(jsonToMessage(resolvedType({ field, message, key, place }), json, place));
    default:
      return scalarFromJson(kind, json, place);
  }
}

function entriesOf(json: unknown, place: Place): [string, unknown][] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw place.malformed('must be an object');
  }
  return Object.entries(json);
}
