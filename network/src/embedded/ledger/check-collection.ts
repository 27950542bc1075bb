// SPDX-License-Identifier: Apache-2.0

import { definedCollection, readDefinition } from '../lifecycle/definition-of.js';
import { implicitCollection } from '../lifecycle/implicit-collection.js';
import { lifecycleNamespace } from '../lifecycle/state-layout.js';
import type { Simulator } from './ledger.js';

export interface CollectionToCheck {
  readonly simulator: Simulator;
  readonly namespace: string;
  readonly collection: string;
  /** MSP IDs of the channel's application organizations. */
  readonly mspIDs: readonly string[];
}

/**
 * Checks that a chaincode has a collection. The definition is read through the simulator, so that a transaction which
 * used a collection does not outlive a change of the definition.
 *
 * @throws Error with Fabric's text when it has not.
 */
export function checkCollection({ simulator, namespace, collection, mspIDs }: CollectionToCheck): void {
  // Every chaincode has the implicit collections, `_lifecycle` no others and no definition either.
  const definition =
    namespace === lifecycleNamespace
      ? undefined
      : readDefinition((key) => simulator.getState(lifecycleNamespace, key), namespace);
  if (!definition && namespace !== lifecycleNamespace) {
    throw new Error(
      `collection config not defined for chaincode [${namespace}], ` +
        'pass the collection configuration upon chaincode definition/instantiation',
    );
  }
  const mspID = implicitCollection.mspIDOf(collection);
  const exists = mspID === undefined ? definition && definedCollection(definition, collection) : mspIDs.includes(mspID);
  if (!exists) {
    throw new Error(`collection [${collection}] not defined in the collection config for chaincode [${namespace}]`);
  }
}
