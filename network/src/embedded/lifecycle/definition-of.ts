// SPDX-License-Identifier: Apache-2.0

import type { peer } from '@hyperledger/fabric-protos';
import type { StateReader } from '../ledger/ledger.js';
import type { CommittedDefinition, DefinitionParameters } from './definition.js';
import { definitions, lifecycleNamespace } from './state-layout.js';
import { StructureReader, type ReadKey } from './structure-reader.js';
import { structureTypes } from './structure.js';

/** The definition of a chaincode that the channel has committed; undefined when there is none. */
export function committedDefinition(state: Pick<StateReader, 'get'>, name: string): CommittedDefinition | undefined {
  return readDefinition((key) => state.get(lifecycleNamespace, key)?.value, name);
}

/**
 * As {@link committedDefinition}, from any reader of `_lifecycle`: a simulator's, when the reads are to be recorded.
 *
 * @throws Error when the namespace is not a chaincode's.
 */
export function readDefinition(read: ReadKey, name: string): CommittedDefinition | undefined {
  const reader = new StructureReader(read, definitions);
  const metadata = reader.metadata(name);
  if (!metadata) {
    return undefined;
  }
  if (metadata.getDatatype() !== structureTypes.definition) {
    throw new Error(`not a chaincode type: ${metadata.getDatatype()}`);
  }
  return { name, sequence: reader.integer(name, 'Sequence'), ...reader.parameters(name) };
}

/** A collection that the definition names; undefined when there is none. */
export function definedCollection(
  definition: DefinitionParameters,
  collection: string,
): peer.StaticCollectionConfig | undefined {
  return definition.collections
    .getConfigList()
    .map((config) => config.getStaticCollectionConfig())
    .find((config) => config?.getName() === collection);
}
