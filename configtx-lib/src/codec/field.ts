// SPDX-License-Identifier: Apache-2.0

import type { FieldKind, FieldShape, MessageType, Resolve, ScalarKind } from './message-type.js';

const single = (number: number, kind: FieldKind): FieldShape => ({ number, kind, repetition: 'single' });
const scalar = (kind: ScalarKind) => (number: number) => single(number, { kind });

/** The fields of a message, by their numbers: `field.list(field.string(1))` is `repeated string … = 1`. */
export const field = {
  bool: scalar('bool'),
  bytes: scalar('bytes'),
  int32: scalar('int32'),
  int64: scalar('int64'),
  string: scalar('string'),
  uint32: scalar('uint32'),
  uint64: scalar('uint64'),
  enumeration: (number: number, numbers: Readonly<Record<string, number>>) => single(number, { kind: 'enum', numbers }),
  /** A function, so that messages can name those below them. */
  message: (number: number, type: () => MessageType) => single(number, { kind: 'message', resolve: type }),
  /** A message that is another one under each key of its map. */
  messageByKey: (number: number, resolve: (key: string) => MessageType | undefined) =>
    single(number, { kind: 'message', resolve: (_, key) => resolve(key) }),
  /** Bytes that hold a message. */
  opaque: (number: number, resolve: Resolve) => single(number, { kind: 'opaque', resolve }),
  list: (shape: FieldShape): FieldShape => ({ ...shape, repetition: 'list' }),
  /** Keys are strings in all of Fabric's messages. */
  map: (shape: FieldShape): FieldShape => ({ ...shape, repetition: 'map' }),
  oneof: (oneof: string, shape: FieldShape): FieldShape => ({ ...shape, oneof }),
};
