// SPDX-License-Identifier: Apache-2.0

import { evaluateSignaturePolicy, parseSignaturePolicy, type SignedData } from '@opssc/configtx';
import { peer } from '@hyperledger/fabric-protos';
import { committedDefinition, definedCollection } from '../lifecycle/definition-of.js';
import { implicitCollection } from '../lifecycle/implicit-collection.js';
import { lifecycleNamespace } from '../lifecycle/state-layout.js';
import { InvalidTransactionError } from './invalid-transaction-error.js';
import type { StateReader } from './ledger.js';
import type { ValidationContext } from './validation-context.js';

/** What policies are looked up in and evaluated against: part of a validation's context, or a channel as it is now. */
export interface PolicyContext extends Pick<ValidationContext, 'bundle' | 'organizations'> {
  readonly state: Pick<StateReader, 'get'>;
}

const lifecyclePolicy = '/Channel/Application/LifecycleEndorsement';
const builtinValidation = 'vscc';
const { ENDORSEMENT_POLICY_FAILURE, INVALID_CHAINCODE, INVALID_OTHER_REASON } = peer.TxValidationCode;

/**
 * The policy that writes to a namespace have to satisfy: of the committed definition, and for `_lifecycle` itself of the
 * channel. System chaincodes have none, so that nobody writes there.
 *
 * @throws InvalidTransactionError when the chaincode is not defined.
 */
export function namespacePolicy(context: PolicyContext, namespace: string): peer.ApplicationPolicy {
  if (namespace === lifecycleNamespace) {
    return context.bundle.policies.has(lifecyclePolicy)
      ? policyReference(lifecyclePolicy)
      : majorityOfMembers([...context.organizations.keys()]);
  }
  const definition = committedDefinition(context.state, namespace);
  if (!definition || definition.validationParameter.length === 0) {
    throw new InvalidTransactionError(
      INVALID_CHAINCODE,
      `chaincode definition for [${namespace}] is invalid, plugin field must be set`,
    );
  }
  if (definition.validationPlugin !== builtinValidation) {
    throw new InvalidTransactionError(
      INVALID_OTHER_REASON,
      `plugin with name ${definition.validationPlugin} wasn't found`,
    );
  }
  return decodeApplicationPolicy(definition.validationParameter);
}

/**
 * The policy that writes to a collection have to satisfy: the collection's own, else the chaincode's; for an implicit
 * collection the one of its organization.
 *
 * @throws InvalidTransactionError when there is no such collection or organization.
 */
export function collectionPolicy(
  context: PolicyContext,
  namespace: string,
  collection: string,
): peer.ApplicationPolicy {
  const mspID = implicitCollection.mspIDOf(collection);
  if (mspID !== undefined) {
    return organizationPolicy(context, mspID);
  }
  const definition = committedDefinition(context.state, namespace);
  const defined = definition && definedCollection(definition, collection);
  if (!defined) {
    throw new InvalidTransactionError(ENDORSEMENT_POLICY_FAILURE, `no such collection '${collection}'`);
  }
  return defined.getEndorsementPolicy() ?? namespacePolicy(context, namespace);
}

/** Undefined when the signatures satisfy the policy, else the reason. */
export function evaluateApplicationPolicy(
  context: PolicyContext,
  policy: peer.ApplicationPolicy,
  signatures: readonly SignedData[],
): string | undefined {
  const signaturePolicy = policy.getSignaturePolicy();
  if (signaturePolicy) {
    const { msps } = context.bundle;
    return evaluateSignaturePolicy({ policy: signaturePolicy, signatures: [...signatures], msps });
  }
  const path = policy.getChannelConfigPolicyReference();
  return context.bundle.policies.has(path)
    ? context.bundle.policies.evaluate(path, signatures)
    : `failed to retrieve policy for reference ${path}`;
}

/** A definition may carry any bytes as its policy. */
function decodeApplicationPolicy(bytes: Uint8Array): peer.ApplicationPolicy {
  try {
    return peer.ApplicationPolicy.deserializeBinary(bytes);
  } catch (cause) {
    const reason = 'failed to unmarshal ApplicationPolicy bytes';
    throw new InvalidTransactionError(ENDORSEMENT_POLICY_FAILURE, reason, { cause });
  }
}

function organizationPolicy(context: PolicyContext, mspID: string): peer.ApplicationPolicy {
  const group = context.organizations.get(mspID);
  if (group === undefined) {
    throw new InvalidTransactionError(ENDORSEMENT_POLICY_FAILURE, `no org found in channel with MSPID '${mspID}'`);
  }
  const path = `/Channel/Application/${group}/Endorsement`;
  return context.bundle.policies.has(path) ? policyReference(path) : signaturePolicyOf(`OR('${mspID}.member')`);
}

function majorityOfMembers(mspIDs: readonly string[]): peer.ApplicationPolicy {
  const majority = Math.floor(mspIDs.length / 2) + 1;
  return signaturePolicyOf(`OutOf(${majority}, ${mspIDs.map((mspID) => `'${mspID}.member'`).join(', ')})`);
}

function signaturePolicyOf(text: string): peer.ApplicationPolicy {
  const policy = new peer.ApplicationPolicy();
  policy.setSignaturePolicy(parseSignaturePolicy(text));
  return policy;
}

function policyReference(path: string): peer.ApplicationPolicy {
  const policy = new peer.ApplicationPolicy();
  policy.setChannelConfigPolicyReference(path);
  return policy;
}
