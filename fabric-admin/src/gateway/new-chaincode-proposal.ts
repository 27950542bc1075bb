// SPDX-License-Identifier: Apache-2.0

import type { Proposal } from '@hyperledger/fabric-gateway';
import type { ChaincodeCall } from '../gateway-connection.js';
import type { GatewayPeer } from './gateway-peer.js';

/** A call of a chaincode as the Gateway of one peer takes it. */
export function newChaincodeProposal({ gateway }: GatewayPeer, call: ChaincodeCall): Proposal {
  const { channelID, chaincodeName, transaction, transient, endorsingOrganizations } = call;
  return gateway
    .getNetwork(channelID)
    .getContract(chaincodeName)
    .newProposal(transaction, {
      arguments: [...call.arguments],
      ...(transient === undefined ? {} : { transientData: { ...transient } }),
      ...(endorsingOrganizations === undefined ? {} : { endorsingOrganizations: [...endorsingOrganizations] }),
    });
}
