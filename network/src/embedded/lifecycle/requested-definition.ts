// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/ledger.js';
import type { CommittedDefinition } from './definition.js';

const endorsementPolicy = '/Channel/Application/Endorsement';

type DefinitionArgs =
  | peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs
  | peer.lifecycle.CheckCommitReadinessArgs
  | peer.lifecycle.CommitChaincodeDefinitionArgs;

/**
 * The definition that a request describes, with Fabric's defaults for what it leaves open.
 *
 * @throws Error when the channel has no default endorsement policy and the request has none either.
 */
export function requestedDefinition(args: DefinitionArgs, channel: ChannelLedger): CommittedDefinition {
  const policy = args.getValidationParameter_asU8();
  return {
    name: args.getName(),
    sequence: BigInt(args.getSequence()),
    version: args.getVersion(),
    initRequired: args.getInitRequired(),
    endorsementPlugin: args.getEndorsementPlugin() || 'escc',
    validationPlugin: args.getValidationPlugin() || 'vscc',
    validationParameter: policy.length > 0 ? policy : defaultPolicy(channel),
    collections: args.getCollections() ?? new peer.CollectionConfigPackage(),
  };
}

function defaultPolicy(channel: ChannelLedger): Uint8Array {
  if (!channel.bundle.policies.has(endorsementPolicy)) {
    throw new Error(
      `could not set defaults for chaincode definition in channel ${channel.channelID}: policy '${endorsementPolicy}' ` +
        `must be defined for channel '${channel.channelID}' before chaincode operations can be attempted`,
    );
  }
  const policy = new peer.ApplicationPolicy();
  policy.setChannelConfigPolicyReference(endorsementPolicy);
  return policy.serializeBinary();
}
