// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from './json-value.js';
import { MessageNode, type NodeElement, type NodeValue } from './message-node.js';
import type { Field } from './message-type.js';
import type { Place } from './place.js';
import { readMessage } from './read-message.js';
import { resolvedType } from './resolved-type.js';

/**
 * A message as configtxlator prints it: fields that are not there with their defaults (but none of a `oneof`), numbers of
 * 64 bits as text, bytes in base64, and bytes that hold a message as that message.
 *
 * @throws ConfigTxError `MALFORMED` for bytes that do not hold what they should
 */
export function messageToJson(message: MessageNode, place: Place): JsonValue {
  if (message.type.json) {
    return message.type.json.toJson(message, place);
  }
  const json: Record<string, JsonValue> = {};
  for (const field of message.type.fields) {
    const value = message.at(field.index);
    if (value !== undefined || field.oneof === undefined) {
      json[field.name] = fieldToJson({ field, value, message, place: place.field(field.name) });
    }
  }
  return json;
}

interface FieldConversion {
  readonly field: Field;
  readonly value: NodeValue | undefined;
  readonly message: MessageNode;
  readonly place: Place;
}

function fieldToJson({ field, value, message, place }: FieldConversion): JsonValue {
  if (field.repetition === 'map') {
    const entries = value instanceof Map ? [...value] : [];
    return Object.fromEntries(
      entries.map(([key, element]) => [
        key,
        elementToJson({ field, value: element, message, key, place: place.entry(key) }),
      ]),
    );
  }
  if (field.repetition === 'list') {
    const elements = Array.isArray(value) ? value : [];
    return elements.map((element, index) =>
      elementToJson({ field, value: element, message, key: '', place: place.element(index) }),
    );
  }
  if (value === undefined || value instanceof Map || Array.isArray(value)) {
    return defaultOf(field);
  }
  const isEmpty = value instanceof Uint8Array && value.length === 0;
  return field.kind.kind === 'opaque' && isEmpty ? null : elementToJson({ field, value, message, key: '', place });
}

interface ElementConversion {
  readonly field: Field;
  readonly value: NodeElement;
  readonly message: MessageNode;
  readonly key: string;
  readonly place: Place;
}

function elementToJson({ field, value, message, key, place }: ElementConversion): JsonValue {
  if (value instanceof MessageNode) {
    return messageToJson(value, place);
  }
  if (value instanceof Uint8Array) {
    return field.kind.kind === 'opaque'
      ? messageToJson(readMessage(resolvedType({ field, message, key, place }), value, place), place)
      : Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  }
  if (typeof value === 'bigint') {
    return String(value);
  }
  return field.kind.kind === 'enum' && typeof value === 'number' ? enumToJson(field.kind.numbers, value) : value;
}

/** A number without a name stays a number. */
function enumToJson(numbers: Readonly<Record<string, number>>, value: number): JsonValue {
  return Object.keys(numbers).find((name) => numbers[name] === value) ?? value;
}

function defaultOf({ kind }: Field): JsonValue {
  switch (kind.kind) {
    case 'bool':
      return false;
    case 'bytes':
    case 'string':
      return '';
    case 'int32':
    case 'uint32':
      return 0;
    case 'int64':
    case 'uint64':
      return '0';
    case 'enum':
      return enumToJson(kind.numbers, 0);
    case 'message':
    case 'opaque':
      return null;
  }
}
