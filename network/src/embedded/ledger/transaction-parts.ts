// SPDX-License-Identifier: Apache-2.0

import { common, peer } from '@hyperledger/fabric-protos';
import type { HeaderType } from './ledger.js';

const types = Object.values({ ...common.HeaderType });

/** What can be read of a transaction in a block: everything up to the first part that cannot be decoded. */
export interface TransactionParts {
  readonly envelope?: common.Envelope;
  readonly payload?: common.Payload;
  readonly channelHeader?: common.ChannelHeader;
  readonly signatureHeader?: common.SignatureHeader;
}

/** The one action of an endorser transaction. */
export interface EndorsedAction {
  /** Bytes of the action's own `SignatureHeader`. */
  readonly signatureHeader: Uint8Array;
  /** Bytes of `ChaincodeProposalPayload` without transient data. */
  readonly proposalPayload: Uint8Array;
  readonly proposalHash: Uint8Array;
  /** Bytes of `ProposalResponsePayload`, which the endorsers signed. */
  readonly responsePayload: Uint8Array;
  /** Bytes of `ChaincodeAction`. */
  readonly chaincodeAction: Uint8Array;
  readonly endorsements: readonly peer.Endorsement[];
}

export function decodeTransaction(data: Uint8Array): TransactionParts {
  const envelope = attempt(() => common.Envelope.deserializeBinary(data));
  if (!envelope) {
    return {};
  }
  const payload = attempt(() => common.Payload.deserializeBinary(envelope.getPayload_asU8()));
  if (!payload) {
    return { envelope };
  }
  const header = payload.getHeader();
  const channelHeader = header && attempt(() => common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8()));
  const signatureHeader =
    header && attempt(() => common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()));
  return {
    envelope,
    payload,
    ...(channelHeader && { channelHeader }),
    ...(signatureHeader && { signatureHeader }),
  };
}

/** Of a readable transaction; `MESSAGE` when it is not. */
export function transactionType(parts: TransactionParts): HeaderType {
  const type = parts.channelHeader?.getType();
  return types.find((known) => known === type) ?? common.HeaderType.MESSAGE;
}

/**
 * Decodes the data of an endorser transaction's payload.
 *
 * @throws Error when it is malformed or has not exactly one action.
 */
export function decodeEndorsedAction(data: Uint8Array): EndorsedAction {
  const actions = peer.Transaction.deserializeBinary(data).getActionsList();
  const [action] = actions;
  if (!action || actions.length !== 1) {
    throw new Error(`only one action per transaction is supported, tx contains ${actions.length}`);
  }
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const endorsed = payload.getAction();
  if (!endorsed) {
    throw new Error('action without endorsed action');
  }
  const responsePayload = endorsed.getProposalResponsePayload_asU8();
  const response = peer.ProposalResponsePayload.deserializeBinary(responsePayload);
  return {
    signatureHeader: action.getHeader_asU8(),
    proposalPayload: payload.getChaincodeProposalPayload_asU8(),
    proposalHash: response.getProposalHash_asU8(),
    responsePayload,
    chaincodeAction: response.getExtension_asU8(),
    endorsements: endorsed.getEndorsementsList(),
  };
}

function attempt<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}
