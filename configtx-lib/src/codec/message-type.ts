// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from './json-value.js';
import type { MessageNode } from './message-node.js';
import type { Place } from './place.js';

export type ScalarKind = 'bool' | 'bytes' | 'int32' | 'int64' | 'string' | 'uint32' | 'uint64';

/** What an element is, or undefined if Fabric knows no such element. */
export type Resolve = (message: MessageNode, key: string) => MessageType | undefined;

export type FieldKind =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'enum'; readonly numbers: Readonly<Record<string, number>> }
  /** A message in a message; what it is may depend on its key in the map. */
  | { readonly kind: 'message'; readonly resolve: Resolve }
  /** Bytes that hold a message; what it is may depend on the fields beside them and on the key. */
  | { readonly kind: 'opaque'; readonly resolve: Resolve };

/** A field before it has its name. */
export interface FieldShape {
  readonly number: number;
  readonly kind: FieldKind;
  readonly repetition: 'single' | 'list' | 'map';
  /** Name of the `oneof` that it is in. */
  readonly oneof?: string;
}

export interface Field extends FieldShape {
  /** As in the .proto file, which is how Fabric's JSON has it. */
  readonly name: string;
  /** In lower camel case: taken as well. */
  readonly jsonName: string;
  /** Position among the fields of its message, ordered by number. */
  readonly index: number;
}

/** A protobuf message, described. */
export interface MessageType {
  /** With its package: `common.Block`. */
  readonly name: string;
  /** By number, ascending. */
  readonly fields: readonly Field[];
  readonly byNumber: ReadonlyMap<number, Field>;
  /** By name and by JSON name. */
  readonly byName: ReadonlyMap<string, Field>;
  /** For messages that JSON has a form of its own for. */
  readonly json?: JsonForm;
}

export interface JsonForm {
  toJson(message: MessageNode, place: Place): JsonValue;
  /** Fills the message. */
  fromJson(json: unknown, message: MessageNode, place: Place): void;
}
