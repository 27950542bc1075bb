// SPDX-License-Identifier: Apache-2.0

import type { Gateway, Proposal } from '@hyperledger/fabric-gateway';
import { gateway as messages, peer } from '@hyperledger/fabric-protos';

/** The proposal as a call of Init, which the client library does not offer. */
export function asInit(gateway: Gateway, proposal: Proposal): Proposal {
  const transaction = messages.ProposedTransaction.deserializeBinary(proposal.getBytes());
  const signed = transaction.getProposal() ?? new peer.SignedProposal();
  const unsigned = peer.Proposal.deserializeBinary(signed.getProposalBytes_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(unsigned.getPayload_asU8());
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  invocation.getChaincodeSpec()?.getInput()?.setIsInit(true);
  payload.setInput(invocation.serializeBinary());
  unsigned.setPayload(payload.serializeBinary());
  signed.setProposalBytes(unsigned.serializeBinary());
  transaction.setProposal(signed);
  return gateway.newProposal(transaction.serializeBinary());
}
