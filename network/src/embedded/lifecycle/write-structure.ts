// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { LifecycleState } from './lifecycle-state.js';
import { fieldKey, metadataKey } from './state-layout.js';
import { structureMetadata, type Structure } from './structure.js';

export interface StructureToWrite {
  readonly state: LifecycleState;
  readonly table: string;
  readonly name: string;
  readonly structure: Structure;
}

/** Writes what differs from the state, and nothing else: the write set is as small as the change. */
export function writeStructure({ state, table, name, structure }: StructureToWrite): void {
  const bytes = state.get(metadataKey(table, name));
  const existing = bytes && peer.lifecycle.StateMetadata.deserializeBinary(bytes);
  const values = new Map<string, Uint8Array | undefined>();
  for (const field of existing?.getFieldsList() ?? []) {
    values.set(field, state.get(fieldKey({ table, name, field })));
  }
  for (const [field, value] of structure.fields) {
    if (!Buffer.from(value).equals(values.get(field) ?? Buffer.of())) {
      state.put(fieldKey({ table, name, field }), value);
    }
    values.delete(field);
  }
  const isSameType =
    existing?.getDatatype() === structure.type && existing.getFieldsList().length === structure.fields.size;
  if (!isSameType || values.size > 0) {
    state.put(metadataKey(table, name), structureMetadata(structure));
  }
  for (const field of values.keys()) {
    state.delete(fieldKey({ table, name, field }));
  }
}
