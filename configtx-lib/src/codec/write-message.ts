// SPDX-License-Identifier: Apache-2.0

import { MessageNode, type NodeElement } from './message-node.js';
import type { Field } from './message-type.js';
import { wireType } from './wire-reader.js';
import { WireWriter } from './wire-writer.js';

const mapKey = 1;
const mapValue = 2;

/** A message's bytes: fields by number, maps in the byte order of their keys, defaults left out. Equal everywhere. */
export function writeMessage(message: MessageNode): Uint8Array {
  const writer = new WireWriter();
  writeFields(writer, message);
  return writer.result();
}

function writeFields(writer: WireWriter, message: MessageNode): void {
  for (const field of message.type.fields) {
    const value = message.at(field.index);
    if (value instanceof Map) {
      writeMap(writer, field, value);
    } else if (Array.isArray(value)) {
      writeList(writer, field, value);
    } else if (value !== undefined && (field.oneof !== undefined || !isDefault(value))) {
      writeElement(writer, field.number, value);
    }
  }
}

function writeMap(writer: WireWriter, field: Field, entries: ReadonlyMap<string, NodeElement>): void {
  const inOrder = [...entries]
    .map(([key, value]) => ({ key: Buffer.from(key), value }))
    .sort((one, other) => Buffer.compare(one.key, other.key));
  for (const { key, value } of inOrder) {
    writer.nested(field.number, () => {
      writer.bytes(mapKey, key);
      writeElement(writer, mapValue, value);
    });
  }
}

/** Numbers are packed: one field with all of them. */
function writeList(writer: WireWriter, field: Field, elements: readonly NodeElement[]): void {
  const isPacked = elements.length > 0 && isNumber(elements[0]);
  if (isPacked) {
    writer.nested(field.number, () => {
      for (const number of elements.filter(isNumber)) {
        writer.varint(BigInt(number));
      }
    });
    return;
  }
  for (const element of elements) {
    writeElement(writer, field.number, element);
  }
}

function writeElement(writer: WireWriter, number: number, value: NodeElement): void {
  if (value instanceof MessageNode) {
    writer.nested(number, () => {
      writeFields(writer, value);
    });
  } else if (value instanceof Uint8Array) {
    writer.bytes(number, value);
  } else if (typeof value === 'string') {
    writer.bytes(number, Buffer.from(value));
  } else {
    writer.tag(number, wireType.varint);
    writer.varint(BigInt(value));
  }
}

function isNumber(element: NodeElement | undefined): element is bigint | boolean | number {
  return element !== undefined && typeof element !== 'object' && typeof element !== 'string';
}

function isDefault(value: NodeElement): boolean {
  if (typeof value === 'object') {
    return value instanceof Uint8Array && value.length === 0;
  }
  return typeof value === 'string' ? value === '' : BigInt(value) === 0n;
}
