// SPDX-License-Identifier: Apache-2.0

import { MessageNode, type NodeElement } from './message-node.js';
import type { Field, MessageType } from './message-type.js';
import type { Place } from './place.js';
import { resolvedType } from './resolved-type.js';
import { WireReader, wireType } from './wire-reader.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * What is spent of a place's allowance, which is about what it takes in memory: in bytes, for the message as it is read
 * and its JSON together. Texts and base64, which take no more than twice the bytes they come from, are not counted.
 */
const cost = { message: 200, field: 30, element: 40, view: 200 };

/**
 * Reads a message as Go's protobuf does: the last of a single field's values counts, messages that come in pieces are
 * merged, fields that are not known or have another wire type are passed over.
 *
 * @throws ConfigTxError `MALFORMED`
 */
export function readMessage(type: MessageType, bytes: Uint8Array, place: Place): MessageNode {
  const message = new MessageNode(type);
  place.spend(cost.message + cost.field * type.fields.length);
  mergeMessage(message, bytes, place);
  return message;
}

function mergeMessage(message: MessageNode, bytes: Uint8Array, place: Place): void {
  const reader = new WireReader(bytes, place);
  while (!reader.atEnd) {
    const tag = reader.tag();
    const field = message.type.byNumber.get(tag.number);
    if (field === undefined || !readField({ reader, field, wire: tag.wire, message, place })) {
      reader.skip(tag);
    }
  }
}

interface FieldReading {
  readonly reader: WireReader;
  readonly field: Field;
  readonly wire: number;
  readonly message: MessageNode;
  readonly place: Place;
}

/** False, with nothing read, if the field is not written as its type is. */
function readField({ reader, field, wire, message, place }: FieldReading): boolean {
  const isPacked = field.repetition === 'list' && wire === wireType.bytes && isNumber(field);
  if (!isPacked && wire !== (field.repetition === 'map' || !isNumber(field) ? wireType.bytes : wireType.varint)) {
    return false;
  }
  const here = place.field(field.name);
  const current = message.at(field.index);
  if (field.repetition === 'map') {
    const entries = current instanceof Map ? current : new Map<string, NodeElement>();
    message.set(field.index, entries);
    const { key, value } = readEntry({ field, bytes: reader.bytes(), message, place: here });
    entries.set(key, value);
  } else if (field.repetition === 'list') {
    const elements = Array.isArray(current) ? current : [];
    message.set(field.index, elements);
    const source = isPacked ? new WireReader(reader.bytes(), here) : reader;
    do {
      if (isPacked && source.atEnd) {
        break;
      }
      elements.push(readElement({ reader: source, field, message, key: '', place: here.element(elements.length) }));
    } while (isPacked);
  } else if (current instanceof MessageNode) {
    mergeMessage(current, reader.bytes(), here);
  } else {
    message.clearOneof(field.oneof);
    message.set(field.index, readElement({ reader, field, message, key: '', place: here }));
  }
  return true;
}

/** A map on the wire is a list of messages with the key as field 1 and the value as field 2. */
function readEntry(entry: { field: Field; bytes: Uint8Array; message: MessageNode; place: Place }): {
  key: string;
  value: NodeElement;
} {
  const { field, message } = entry;
  const pieces: Uint8Array[] = [];
  let key = '';
  const reader = new WireReader(entry.bytes, entry.place);
  while (!reader.atEnd) {
    const tag = reader.tag();
    if (tag.number === 1 && tag.wire === wireType.bytes) {
      key = text(reader.bytes(), entry.place);
    } else if (tag.number === 2 && tag.wire === wireType.bytes) {
      // The key, on which the value's type may depend, can come after it.
      entry.place.spend(cost.view);
      pieces.push(reader.bytes());
    } else {
      reader.skip(tag);
    }
  }
  const place = entry.place.entry(key);
  place.spend(cost.element);
  if (field.kind.kind !== 'message') {
    return { key, value: pieces.at(-1) ?? new Uint8Array() };
  }
  const value = readMessage(resolvedType({ field, message, key, place }), pieces[0] ?? new Uint8Array(), place);
  for (const piece of pieces.slice(1)) {
    mergeMessage(value, piece, place);
  }
  return { key, value };
}

interface ElementReading {
  readonly reader: WireReader;
  readonly field: Field;
  readonly message: MessageNode;
  readonly key: string;
  readonly place: Place;
}

function readElement({ reader, field, message, key, place }: ElementReading): NodeElement {
  place.spend(cost.element);
  switch (field.kind.kind) {
    case 'bool':
      return reader.varint() !== 0n;
    case 'int32':
    case 'enum':
      return Number(BigInt.asIntN(32, reader.varint()));
    case 'uint32':
      return Number(BigInt.asUintN(32, reader.varint()));
    case 'int64':
      return BigInt.asIntN(64, reader.varint());
    case 'uint64':
      return reader.varint();
    case 'string':
      return text(reader.bytes(), place);
    case 'bytes':
    case 'opaque':
      place.spend(cost.view);
      return reader.bytes();
    case 'message':
      return readMessage(resolvedType({ field, message, key, place }), reader.bytes(), place);
  }
}

function isNumber({ kind: { kind } }: Field): boolean {
  return kind !== 'string' && kind !== 'bytes' && kind !== 'opaque' && kind !== 'message';
}

function text(bytes: Uint8Array, place: Place): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw place.malformed('a text that is not UTF-8', { cause });
  }
}
