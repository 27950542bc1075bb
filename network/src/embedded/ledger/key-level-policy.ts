// SPDX-License-Identifier: Apache-2.0

import type { SignedData } from '@opssc/configtx';
import { common, peer } from '@hyperledger/fabric-protos';
import { collectionPolicy, evaluateApplicationPolicy, namespacePolicy } from './endorsement-policy.js';
import { InvalidTransactionError } from './invalid-transaction-error.js';
import type { NamespaceAccess } from './read-write-set.js';
import { stateSpace } from './state-space.js';
import type { ValidationContext } from './validation-context.js';

const validationParameter = 'VALIDATION_PARAMETER';
const { ENDORSEMENT_POLICY_FAILURE } = peer.TxValidationCode;

/** Keys whose own policy an earlier transaction of the same block changes. */
export class ChangedKeyPolicies {
  readonly #keys = new Set<string>();

  has(space: string, key: string): boolean {
    return this.#keys.has(`${space}\0${key}`);
  }

  /** Records the metadata writes of a transaction whose endorsement for this namespace holds. */
  add(access: NamespaceAccess): void {
    for (const { space, metadataWrites } of spacesOf(access)) {
      for (const { key } of metadataWrites) {
        this.#keys.add(`${space}\0${key}`);
      }
    }
  }
}

export interface EndorsementCheck {
  readonly context: ValidationContext;
  readonly namespace: string;
  /** Undefined when the transaction accessed nothing in the namespace. */
  readonly access: NamespaceAccess | undefined;
  readonly signatures: readonly SignedData[];
  readonly changed: ChangedKeyPolicies;
}

/**
 * Checks the endorsements of one namespace key by key, as Fabric's `statebased` validator: a key's own policy if it has
 * one, else its collection's, else the chaincode's, which has to hold at least when nothing else was checked.
 *
 * @throws InvalidTransactionError
 */
export function checkEndorsement(check: EndorsementCheck): void {
  const { context, namespace, access, signatures } = check;
  const ofNamespace = namespacePolicy(context, namespace);
  const satisfied = new Set<string>();
  const require = (policy: peer.ApplicationPolicy, subject: string): void => {
    const bytes = Buffer.from(policy.serializeBinary()).toString('hex');
    if (satisfied.has(bytes)) {
      return;
    }
    const reason = evaluateApplicationPolicy(context, policy, signatures);
    if (reason !== undefined) {
      throw new InvalidTransactionError(ENDORSEMENT_POLICY_FAILURE, `validation of ${subject} failed: ${reason}`);
    }
    satisfied.add(bytes);
  };
  for (const { space, collection, writes, metadataWrites } of access ? spacesOf(access) : []) {
    for (const { key } of [...writes, ...metadataWrites]) {
      const ofKey = keyPolicy(check, space, key);
      if (ofKey) {
        require(ofKey, `key ${key} (coll'${collection ?? ''}':ns'${namespace}')`);
      } else if (collection !== undefined) {
        const ofCollection = collectionPolicy(context, namespace, collection);
        require(ofCollection, `endorsement policy for collection ${collection} chaincode ${namespace}`);
      } else {
        require(ofNamespace, `endorsement policy for chaincode ${namespace}`);
      }
    }
  }
  if (satisfied.size === 0) {
    require(ofNamespace, `endorsement policy for chaincode ${namespace}`);
  }
}

function keyPolicy(check: EndorsementCheck, space: string, key: string): peer.ApplicationPolicy | undefined {
  if (check.changed.has(space, key)) {
    throw new InvalidTransactionError(
      ENDORSEMENT_POLICY_FAILURE,
      `validation parameters for key ${key} have been changed by an earlier transaction of the block`,
    );
  }
  const bytes = check.context.state.valueIn(space, key)?.metadata?.get(validationParameter);
  if (!bytes || bytes.length === 0) {
    return undefined;
  }
  const policy = new peer.ApplicationPolicy();
  policy.setSignaturePolicy(decodeKeyPolicy(bytes, key));
  return policy;
}

/** Chaincode may have put anything there. */
function decodeKeyPolicy(bytes: Uint8Array, key: string): common.SignaturePolicyEnvelope {
  try {
    return common.SignaturePolicyEnvelope.deserializeBinary(bytes);
  } catch (cause) {
    const reason = `could not translate policy for key ${key}`;
    throw new InvalidTransactionError(ENDORSEMENT_POLICY_FAILURE, reason, { cause });
  }
}

interface SpaceAccess extends Pick<NamespaceAccess, 'writes' | 'metadataWrites'> {
  readonly space: string;
  readonly collection?: string;
}

function spacesOf(access: NamespaceAccess): SpaceAccess[] {
  const { namespace, collections, writes, metadataWrites } = access;
  return [
    { space: stateSpace.public(namespace), writes, metadataWrites },
    ...collections.map(({ collection, ...keys }) => ({
      space: stateSpace.hashed(namespace, collection),
      collection,
      writes: keys.writes,
      metadataWrites: keys.metadataWrites,
    })),
  ];
}
