// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import type { TransactionProposal } from './unpack-transaction-proposal.js';

/** The unsigned transaction of a proposal and its endorsements. Transient data is left out: it must not be on a ledger. */
export function prepareTransaction(
  { header, payload }: TransactionProposal,
  action: peer.ChaincodeEndorsedAction,
): common.Envelope {
  const visible = new peer.ChaincodeProposalPayload();
  visible.setInput(payload.getInput_asU8());
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(visible.serializeBinary());
  actionPayload.setAction(action);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setHeader(header.getSignatureHeader_asU8());
  transactionAction.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.addActions(transactionAction);
  const result = new common.Payload();
  result.setHeader(header);
  result.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(result.serializeBinary());
  return envelope;
}
