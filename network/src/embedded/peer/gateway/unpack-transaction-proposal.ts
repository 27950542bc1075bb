// SPDX-License-Identifier: Apache-2.0

import { status } from '@grpc/grpc-js';
import { common, peer } from '@hyperledger/fabric-protos';
import { errorMessage } from '../../node/error-message.js';
import { GatewayError } from './gateway-error.js';

/** What a gateway reads of a proposal that it forwards. */
export interface TransactionProposal {
  readonly signedProposal: peer.SignedProposal;
  readonly header: common.Header;
  readonly channelID: string;
  readonly chaincodeName: string;
  readonly payload: peer.ChaincodeProposalPayload;
  readonly hasTransientData: boolean;
}

/** @throws GatewayError INVALID_ARGUMENT when channel or chaincode can't be told. */
export function unpackTransactionProposal(
  signedProposal: peer.SignedProposal | undefined,
  context: string,
): TransactionProposal {
  try {
    return unpack(signedProposal);
  } catch (error) {
    throw new GatewayError(status.INVALID_ARGUMENT, `${context}${errorMessage(error)}`);
  }
}

function unpack(signedProposal: peer.SignedProposal | undefined): TransactionProposal {
  if (!signedProposal || signedProposal.getProposalBytes_asU8().length === 0) {
    throw new Error('a signed proposal is required');
  }
  const proposal = peer.Proposal.deserializeBinary(signedProposal.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const channelID = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()).getChannelId();
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  if (!channelID) {
    throw new Error('no channel id provided');
  }
  if (!spec) {
    throw new Error(`no chaincode spec is provided, channel id [${channelID}]`);
  }
  const chaincodeName = spec.getChaincodeId()?.getName();
  if (!chaincodeName) {
    throw new Error(`no chaincode name is provided, channel id [${channelID}]`);
  }
  const hasTransientData = payload.getTransientmapMap().getLength() > 0;
  return { signedProposal, header, channelID, chaincodeName, payload, hasTransientData };
}
