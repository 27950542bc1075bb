// SPDX-License-Identifier: Apache-2.0

import { formatSignaturePolicy } from '@opssc/configtx';
import type { peer } from '@hyperledger/fabric-protos';
import { FabricError } from '../errors/fabric-error.js';
import type { CollectionConfig } from './collection-config.js';

/** The reverse of `collectionConfigPackage`; without a package there are no collections. */
export function describeCollections(
  collections: peer.CollectionConfigPackage | undefined,
): readonly CollectionConfig[] {
  return (collections?.getConfigList() ?? []).map((collection) => {
    const config = collection.getStaticCollectionConfig();
    const members = config?.getMemberOrgsPolicy()?.getSignaturePolicy();
    if (config === undefined || members === undefined) {
      throw new FabricError({ code: 'INVALID_ARGUMENT', message: 'a collection without a signature policy' });
    }
    return {
      name: config.getName(),
      policy: formatSignaturePolicy(members),
      requiredPeerCount: config.getRequiredPeerCount(),
      maxPeerCount: config.getMaximumPeerCount(),
      blockToLive: config.getBlockToLive(),
      memberOnlyRead: config.getMemberOnlyRead(),
      memberOnlyWrite: config.getMemberOnlyWrite(),
      ...endorsementPolicyOf(config),
    };
  });
}

function endorsementPolicyOf(config: peer.StaticCollectionConfig): Pick<CollectionConfig, 'endorsementPolicy'> {
  const policy = config.getEndorsementPolicy();
  const signaturePolicy = policy?.getSignaturePolicy();
  const channelConfigPolicy = policy?.getChannelConfigPolicyReference() ?? '';
  if (signaturePolicy !== undefined) {
    return { endorsementPolicy: { signaturePolicy: formatSignaturePolicy(signaturePolicy) } };
  }
  return channelConfigPolicy === '' ? {} : { endorsementPolicy: { channelConfigPolicy } };
}
