// SPDX-License-Identifier: Apache-2.0

import { parseSignaturePolicy } from '@opssc/configtx';
import { peer } from '@hyperledger/fabric-protos';
import { FabricError } from '../errors/fabric-error.js';
import { applicationPolicyBytes } from './application-policy-bytes.js';
import type { CollectionConfig } from './collection-config.js';

/**
 * The collections of a definition as the lifecycle takes them (internal/peer/chaincode/common.go,
 * `getCollectionConfigFromBytes`).
 *
 * @throws {@link FabricError} `INVALID_ARGUMENT`, naming the collection, for a policy that is malformed.
 */
export function collectionConfigPackage(collections: readonly CollectionConfig[]): peer.CollectionConfigPackage {
  const result = new peer.CollectionConfigPackage();
  result.setConfigList(collections.map((collection) => naming(collection, collectionConfig)));
  return result;
}

function collectionConfig(collection: CollectionConfig): peer.CollectionConfig {
  const members = new peer.CollectionPolicyConfig();
  members.setSignaturePolicy(parseSignaturePolicy(collection.policy));
  const config = new peer.StaticCollectionConfig();
  config.setName(collection.name);
  config.setMemberOrgsPolicy(members);
  config.setRequiredPeerCount(collection.requiredPeerCount);
  config.setMaximumPeerCount(collection.maxPeerCount);
  config.setBlockToLive(collection.blockToLive);
  config.setMemberOnlyRead(collection.memberOnlyRead);
  config.setMemberOnlyWrite(collection.memberOnlyWrite);
  const endorsementPolicy = applicationPolicyBytes(collection.endorsementPolicy ?? {});
  if (endorsementPolicy.length > 0) {
    config.setEndorsementPolicy(peer.ApplicationPolicy.deserializeBinary(endorsementPolicy));
  }
  const result = new peer.CollectionConfig();
  result.setStaticCollectionConfig(config);
  return result;
}

function naming<T>(collection: CollectionConfig, convert: (collection: CollectionConfig) => T): T {
  try {
    return convert(collection);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new FabricError({ code: 'INVALID_ARGUMENT', message: `collection ${collection.name}: ${text}`, cause });
  }
}
