// SPDX-License-Identifier: Apache-2.0

import type { CommittedDefinition } from './definition.js';
import { implicitCollection } from './implicit-collection.js';
import type { LifecycleInvocation } from './lifecycle-invocation.js';
import { definitions, lifecycleNamespace, privateName } from './state-layout.js';
import { structureMismatches } from './structure-mismatches.js';
import { parametersStructure } from './structure.js';

/** What each organization of the channel has approved differently, by MSP ID; nothing when it approved the definition. */
export function organizationMismatches(
  { simulator, organizations }: LifecycleInvocation,
  definition: CommittedDefinition,
): ReadonlyMap<string, readonly string[]> {
  const structure = parametersStructure(definition);
  const name = privateName(definition.name, definition.sequence);
  return new Map(
    organizations.map((mspID) => {
      const collection = implicitCollection.nameFor(mspID);
      const hashOf = (key: string): Uint8Array | undefined =>
        simulator.getPrivateDataHash(lifecycleNamespace, collection, key);
      return [mspID, structureMismatches({ hashOf, table: definitions, name, structure })];
    }),
  );
}
