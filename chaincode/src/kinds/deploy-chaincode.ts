// SPDX-License-Identifier: Apache-2.0

import { ledgerKeys } from '../ledger/ledger-key.js';
import {
  type CollectionConfig,
  ContractError,
  type DeployChaincode,
  parseSignaturePolicyText,
  signaturePolicyOrganizations,
} from '../model/index.js';
import type { Kind } from './kind.js';

/** Install, approve and commit one sequence of a chaincode: open until it is committed, or cannot be any more. */
export const deployChaincode: Kind<DeployChaincode> = {
  validate({ channelID, chaincodeDefinition }, { electorate, channelState }) {
    if (channelState === 'disabled') {
      throw new ContractError({ code: 'CHANNEL_DISABLED', text: `channel ${channelID} is disabled for OpsSC` });
    }
    chaincodeDefinition.collections?.forEach((collection, index) => {
      requireMembers(collection, index, electorate.members);
    });
  },

  target: {
    key: ({ channelID, chaincodeName, chaincodeDefinition }) =>
      ledgerKeys.chaincodeTarget(channelID, chaincodeName, chaincodeDefinition.sequence),
    isHeldAt: (status) => status === 'proposed' || status === 'approved' || status === 'acknowledged',
  },

  lineage: ({ channelID, chaincodeName, chaincodeDefinition }) => ({
    key: ledgerKeys.committed(channelID, chaincodeName),
    sequence: chaincodeDefinition.sequence,
  }),
};

/** Fabric refuses to approve a collection whose members are not in the channel (`core/chaincode/lifecycle/scc.go`). */
function requireMembers({ policy }: CollectionConfig, index: number, members: readonly string[]): void {
  const stranger = signaturePolicyOrganizations(parseSignaturePolicyText(policy)).find((org) => !members.includes(org));
  if (stranger !== undefined) {
    throw new ContractError({
      code: 'INVALID_ARGUMENT',
      field: `body.chaincodeDefinition.collections[${index}].policy`,
      text: `names ${stranger}, which is not a member of the channel`,
    });
  }
}
