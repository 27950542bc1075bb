// SPDX-License-Identifier: Apache-2.0

import { msp, type peer } from '@hyperledger/fabric-protos';
import { committedDefinition, definedCollection } from '../lifecycle/definition-of.js';
import type { CommittedDefinition } from '../lifecycle/definition.js';
import { implicitCollection } from '../lifecycle/implicit-collection.js';
import type { StateReader } from './ledger.js';

const { ROLE, ORGANIZATION_UNIT, IDENTITY } = msp.MSPPrincipal.Classification;

/** What the committed definitions say about collections; valid until the next block. */
export class CollectionRules {
  readonly #state: Pick<StateReader, 'get'>;
  readonly #definitions = new Map<string, CommittedDefinition | undefined>();

  constructor(state: Pick<StateReader, 'get'>) {
    this.#state = state;
  }

  /** Whether peers of the organization keep the collection's data. */
  isMember(namespace: string, collection: string, mspID: string): boolean {
    const owner = implicitCollection.mspIDOf(collection);
    if (owner !== undefined) {
      return owner === mspID;
    }
    const policy = this.#collection(namespace, collection)?.getMemberOrgsPolicy()?.getSignaturePolicy();
    return policy?.getIdentitiesList().some((principal) => mspIDOf(principal) === mspID) ?? false;
  }

  /** Blocks after which the collection forgets a value; 0 is never. */
  blockToLive(namespace: string, collection: string): bigint {
    return BigInt(this.#collection(namespace, collection)?.getBlockToLive() ?? 0);
  }

  #collection(namespace: string, collection: string): peer.StaticCollectionConfig | undefined {
    if (!this.#definitions.has(namespace)) {
      this.#definitions.set(namespace, committedDefinition(this.#state, namespace));
    }
    const definition = this.#definitions.get(namespace);
    return definition && definedCollection(definition, collection);
  }
}

/** The organization that a member policy's principal stands for. */
function mspIDOf(principal: msp.MSPPrincipal): string | undefined {
  const bytes = principal.getPrincipal_asU8();
  switch (principal.getPrincipalClassification()) {
    case ROLE:
      return msp.MSPRole.deserializeBinary(bytes).getMspIdentifier();
    case ORGANIZATION_UNIT:
      return msp.OrganizationUnit.deserializeBinary(bytes).getMspIdentifier();
    case IDENTITY:
      return msp.SerializedIdentity.deserializeBinary(bytes).getMspid();
    default:
      return undefined;
  }
}
