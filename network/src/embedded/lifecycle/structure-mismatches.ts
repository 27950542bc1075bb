// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { fieldKey, metadataKey } from './state-layout.js';
import { structureMetadata, type Structure } from './structure.js';

export interface StructureToCompare {
  /** SHA-256 of a key's value in an organization's implicit collection, which every peer knows. */
  readonly hashOf: (key: string) => Uint8Array | undefined;
  readonly table: string;
  readonly name: string;
  readonly structure: Structure;
}

/**
 * Compares a structure with the hashes of one that an organization stored.
 *
 * @returns The fields that differ; the type's name when there is no such structure; nothing when they are equal.
 */
export function structureMismatches({ hashOf, table, name, structure }: StructureToCompare): string[] {
  const differs = (key: string, value: Uint8Array): boolean =>
    !createHash('sha256')
      .update(value)
      .digest()
      .equals(hashOf(key) ?? Buffer.of());
  // All keys are read before any is compared, as a Fabric peer does: the reads are part of the endorsement.
  const fields = [...structure.fields].map(([field, value]) => ({
    field,
    differs: differs(fieldKey({ table, name, field }), value),
  }));
  return differs(metadataKey(table, name), structureMetadata(structure))
    ? [structure.type]
    : fields.filter((field) => field.differs).map(({ field }) => field);
}
