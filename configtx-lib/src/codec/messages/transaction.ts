// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';
import { signatureHeader } from './signature-header.js';
import { txReadWriteSet } from './rwset.js';

/** common.HeaderType of what chaincodes have written. */
export const endorserTransactionType = 3;

const chaincodeID = message('protos.ChaincodeID', {
  path: field.string(1),
  name: field.string(2),
  version: field.string(3),
});

export const chaincodeHeaderExtension = message('protos.ChaincodeHeaderExtension', {
  chaincode_id: field.message(2, () => chaincodeID),
});

const chaincodeInput = message('protos.ChaincodeInput', {
  args: field.list(field.bytes(1)),
  decorations: field.map(field.bytes(2)),
  is_init: field.bool(3),
});

const chaincodeSpec = message('protos.ChaincodeSpec', {
  type: field.enumeration(1, { UNDEFINED: 0, GOLANG: 1, NODE: 2, CAR: 3, JAVA: 4 }),
  chaincode_id: field.message(2, () => chaincodeID),
  input: field.message(3, () => chaincodeInput),
  timeout: field.int32(4),
});

const chaincodeInvocationSpec = message('protos.ChaincodeInvocationSpec', {
  chaincode_spec: field.message(1, () => chaincodeSpec),
});

const chaincodeProposalPayload = message('protos.ChaincodeProposalPayload', {
  input: field.opaque(1, () => chaincodeInvocationSpec),
  TransientMap: field.map(field.bytes(2)),
});

const chaincodeEvent = message('protos.ChaincodeEvent', {
  chaincode_id: field.string(1),
  tx_id: field.string(2),
  event_name: field.string(3),
  payload: field.bytes(4),
});

const response = message('protos.Response', {
  status: field.int32(1),
  message: field.string(2),
  payload: field.bytes(3),
});

const chaincodeAction = message('protos.ChaincodeAction', {
  results: field.opaque(1, () => txReadWriteSet),
  events: field.opaque(2, () => chaincodeEvent),
  response: field.message(3, () => response),
  chaincode_id: field.message(4, () => chaincodeID),
});

const proposalResponsePayload = message('protos.ProposalResponsePayload', {
  proposal_hash: field.bytes(1),
  extension: field.opaque(2, () => chaincodeAction),
});

const endorsement = message('protos.Endorsement', { endorser: field.bytes(1), signature: field.bytes(2) });

const chaincodeEndorsedAction = message('protos.ChaincodeEndorsedAction', {
  proposal_response_payload: field.opaque(1, () => proposalResponsePayload),
  endorsements: field.list(field.message(2, () => endorsement)),
});

const chaincodeActionPayload = message('protos.ChaincodeActionPayload', {
  chaincode_proposal_payload: field.opaque(1, () => chaincodeProposalPayload),
  action: field.message(2, () => chaincodeEndorsedAction),
});

const transactionAction = message('protos.TransactionAction', {
  header: field.opaque(1, () => signatureHeader),
  payload: field.opaque(2, () => chaincodeActionPayload),
});

export const transaction = message('protos.Transaction', {
  actions: field.list(field.message(1, () => transactionAction)),
});
