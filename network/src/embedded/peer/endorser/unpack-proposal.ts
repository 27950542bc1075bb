// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import type { SignedData } from '@opssc/configtx';

/** A signed proposal taken apart. */
export interface UnpackedProposal {
  readonly signedProposal: peer.SignedProposal;
  readonly header: common.Header;
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
  readonly channelID: string;
  readonly transactionID: string;
  readonly chaincodeName: string;
  readonly payload: peer.ChaincodeProposalPayload;
  readonly input: peer.ChaincodeInput;
  /** What endorsers and validators know the proposal by: header and payload without the transient data. */
  readonly proposalHash: Uint8Array;
  /** What the creator has signed. */
  readonly signedData: SignedData;
}

/** @throws Error in Fabric's words when a part that every proposal has is missing: core/endorser/msgvalidation.go. */
export function unpackProposal(signedProposal: peer.SignedProposal): UnpackedProposal {
  const proposal = peer.Proposal.deserializeBinary(signedProposal.getProposalBytes_asU8());
  const header = common.Header.deserializeBinary(proposal.getHeader_asU8());
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  return {
    signedProposal,
    header,
    channelHeader,
    signatureHeader,
    channelID: channelHeader.getChannelId(),
    transactionID: channelHeader.getTxId(),
    chaincodeName: chaincodeNameOf(channelHeader),
    payload,
    input: inputOf(payload),
    proposalHash: hash(header, payload),
    signedData: {
      data: signedProposal.getProposalBytes_asU8(),
      identity: signatureHeader.getCreator_asU8(),
      signature: signedProposal.getSignature_asU8(),
    },
  };
}

function chaincodeNameOf(channelHeader: common.ChannelHeader): string {
  const extension = peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8());
  const chaincodeID = extension.getChaincodeId();
  if (!chaincodeID) {
    throw new Error('ChaincodeHeaderExtension.ChaincodeId is nil');
  }
  if (!chaincodeID.getName()) {
    throw new Error('ChaincodeHeaderExtension.ChaincodeId.Name is empty');
  }
  return chaincodeID.getName();
}

function inputOf(payload: peer.ChaincodeProposalPayload): peer.ChaincodeInput {
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8()).getChaincodeSpec();
  if (!spec) {
    throw new Error('chaincode invocation spec did not contain chaincode spec');
  }
  const input = spec.getInput();
  if (!input) {
    throw new Error('chaincode input did not contain any input');
  }
  return input;
}

function hash(header: common.Header, payload: peer.ChaincodeProposalPayload): Uint8Array {
  const visible = new peer.ChaincodeProposalPayload();
  visible.setInput(payload.getInput_asU8());
  return createHash('sha256')
    .update(header.getChannelHeader_asU8())
    .update(header.getSignatureHeader_asU8())
    .update(visible.serializeBinary())
    .digest();
}
