// SPDX-License-Identifier: Apache-2.0

import type { MspManager } from '@opssc/configtx';
import { msp, type common, type peer } from '@hyperledger/fabric-protos';

const namePattern = /^[A-Za-z0-9-]+([A-Za-z0-9_-]+)*$/;
const { ROLE, ORGANIZATION_UNIT, IDENTITY } = msp.MSPPrincipal.Classification;

export interface CollectionsToValidate {
  readonly collections: readonly peer.CollectionConfig[];
  /** Of the definition that is committed. */
  readonly committed: readonly peer.CollectionConfig[];
  readonly msps: MspManager;
}

/**
 * Fabric's rules for a definition's collections, and for what an upgrade may do to those that exist.
 *
 * @throws Error with Fabric's text.
 */
export function validateCollections({ collections, committed, msps }: CollectionsToValidate): void {
  const proposed = new Map<string, peer.StaticCollectionConfig>();
  for (const config of collections) {
    const collection = config.getStaticCollectionConfig();
    if (!collection) {
      throw new Error('collection configuration is empty');
    }
    validateCollection(collection, msps);
    if (proposed.has(collection.getName())) {
      throw new Error(`collection-name: ${collection.getName()} -- found duplicate in collection configuration`);
    }
    proposed.set(collection.getName(), collection);
  }
  if (committed.length > 0 && proposed.size === 0) {
    throw new Error('the proposed collection config does not contain previously defined collections');
  }
  for (const config of committed) {
    validateSuccessor(config.getStaticCollectionConfig(), proposed);
  }
}

function validateCollection(collection: peer.StaticCollectionConfig, msps: MspManager): void {
  const name = collection.getName();
  const [maximum, required] = [collection.getMaximumPeerCount(), collection.getRequiredPeerCount()];
  if (!namePattern.test(name)) {
    throw new Error(
      `invalid collection name '${name}'. Names can only consist of alphanumerics, '_', and '-' and cannot begin with '_'`,
    );
  }
  if (maximum < required) {
    throw new Error(
      `collection-name: ${name} -- maximum peer count (${maximum}) cannot be less than the required peer count (${required})`,
    );
  }
  if (required < 0) {
    throw new Error(`collection-name: ${name} -- requiredPeerCount (${required}) cannot be less than zero`);
  }
  if (!collection.hasMemberOrgsPolicy()) {
    throw new Error(`collection member policy is not set for collection '${name}'`);
  }
  const policy = collection.getMemberOrgsPolicy()?.getSignaturePolicy();
  const rule = policy?.getRule();
  if (!policy || !rule) {
    throw new Error(`collection member org policy is empty for collection '${name}'`);
  }
  validateAlternatives(rule, name);
  policy.getIdentitiesList().forEach((principal) => {
    validateMember(principal, name, msps);
  });
}

/** Members of a collection are alternatives: OR and nothing else. */
function validateAlternatives(rule: common.SignaturePolicy, name: string): void {
  const nOutOf = rule.getNOutOf();
  if (nOutOf && nOutOf.getN() !== 1) {
    throw new Error(
      `collection-name: ${name} -- error in member org policy: ` +
        `signature policy is not an OR concatenation, NOutOf ${nOutOf.getN()}`,
    );
  }
  nOutOf?.getRulesList().forEach((alternative) => {
    validateAlternatives(alternative, name);
  });
}

function validateMember(principal: msp.MSPPrincipal, name: string, msps: MspManager): void {
  const bytes = principal.getPrincipal_asU8();
  const requireMember = (mspID: string): void => {
    if (!msps.mspIDs.includes(mspID)) {
      throw new Error(`collection-name: ${name} -- collection member '${mspID}' is not part of the channel`);
    }
  };
  switch (principal.getPrincipalClassification()) {
    case ROLE:
      requireMember(msp.MSPRole.deserializeBinary(bytes).getMspIdentifier());
      break;
    case ORGANIZATION_UNIT:
      requireMember(msp.OrganizationUnit.deserializeBinary(bytes).getMspIdentifier());
      break;
    case IDENTITY:
      requireIdentity(bytes, name, msps);
      break;
    default:
      throw new Error(
        `collection-name: ${name} -- principal type ${principal.getPrincipalClassification()} is not supported`,
      );
  }
}

function requireIdentity(bytes: Uint8Array, name: string, msps: MspManager): void {
  try {
    msps.deserialize(bytes);
  } catch (cause) {
    throw new Error(`collection-name: ${name} -- contains an identity that is not part of the channel`, { cause });
  }
}

/** An upgrade keeps every collection, and how long it keeps its data. */
function validateSuccessor(
  committed: peer.StaticCollectionConfig | undefined,
  proposed: ReadonlyMap<string, peer.StaticCollectionConfig>,
): void {
  if (!committed) {
    throw new Error('unknown collection configuration type');
  }
  const successor = proposed.get(committed.getName());
  if (!successor) {
    throw new Error(`existing collection [${committed.getName()}] missing in the proposed collection configuration`);
  }
  if (successor.getBlockToLive() !== committed.getBlockToLive()) {
    throw new Error(
      `the BlockToLive in an existing collection [${committed.getName()}] modified. ` +
        `Existing value [${committed.getBlockToLive()}]`,
    );
  }
}
