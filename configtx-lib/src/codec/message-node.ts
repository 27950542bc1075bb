// SPDX-License-Identifier: Apache-2.0

import type { MessageType } from './message-type.js';

/** Numbers of 64 bits are `bigint`, all others `number`. */
export type NodeElement = bigint | boolean | number | string | Uint8Array | MessageNode;
export type NodeValue = NodeElement | NodeElement[] | Map<string, NodeElement>;

/** A message as it is on the wire: opaque bytes are bytes, fields that were not there are undefined. */
export class MessageNode {
  readonly #values: (NodeValue | undefined)[] = [];

  constructor(readonly type: MessageType) {}

  /** By the position of a field in its message. */
  at(index: number): NodeValue | undefined {
    return this.#values[index];
  }

  set(index: number, value: NodeValue | undefined): void {
    this.#values[index] = value;
  }

  /** Only one field of a `oneof` is there: takes out whichever is. */
  clearOneof(oneof: string | undefined): void {
    for (const field of oneof === undefined ? [] : this.type.fields) {
      if (field.oneof === oneof) {
        this.#values[field.index] = undefined;
      }
    }
  }

  /** By the name of a field. */
  get(name: string): NodeValue | undefined {
    const field = this.type.byName.get(name);
    return field && this.#values[field.index];
  }

  /** The number in a field of at most 32 bits or an enumeration; 0 when it is not there. */
  number(name: string): number {
    const value = this.get(name);
    return typeof value === 'number' ? value : 0;
  }
}
