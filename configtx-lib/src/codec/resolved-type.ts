// SPDX-License-Identifier: Apache-2.0

import type { MessageNode } from './message-node.js';
import type { Field, MessageType } from './message-type.js';
import type { Place } from './place.js';

export interface ResolvedTypeOptions {
  readonly field: Field;
  /** The message that the field is in. */
  readonly message: MessageNode;
  /** Of the entry, if the field is a map. */
  readonly key: string;
  readonly place: Place;
}

/**
 * Which message a field holds.
 *
 * @throws ConfigTxError `MALFORMED` if Fabric knows none for it
 */
export function resolvedType({ field: { kind }, message, key, place }: ResolvedTypeOptions): MessageType {
  const type = 'resolve' in kind ? kind.resolve(message, key) : undefined;
  if (!type) {
    throw place.malformed('Fabric knows no such element');
  }
  return type;
}
