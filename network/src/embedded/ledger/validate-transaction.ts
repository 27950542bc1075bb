// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import type { ValidIdentity } from '@opssc/configtx';
import { common, peer } from '@hyperledger/fabric-protos';
import { wrapError } from '../node/error-message.js';
import { provenConfig } from '../node/shared-configs.js';
import { InvalidTransactionError } from './invalid-transaction-error.js';
import type { ChangedKeyPolicies } from './key-level-policy.js';
import type { TxValidationCode } from './ledger.js';
import type { ReadWriteSet } from './read-write-set.js';
import { decodeEndorsedAction, type EndorsedAction, type TransactionParts } from './transaction-parts.js';
import { validateEndorsement } from './validate-endorsement.js';
import type { ValidationContext } from './validation-context.js';

const codes = peer.TxValidationCode;
const { CONFIG, CONFIG_UPDATE, ENDORSER_TRANSACTION } = common.HeaderType;

/** A transaction that is well formed, signed and endorsed; whether its reads still hold is decided block-wide. */
export type ValidTransaction =
  | { readonly type: 'endorser'; readonly readWriteSet: ReadWriteSet; readonly event?: peer.ChaincodeEvent }
  | { readonly type: 'config'; readonly config: common.Config };

/**
 * Fabric's checks of one transaction, in Fabric's order, so that the code is the one that a Fabric 3.1 peer records
 * (`core/common/validation` and `core/committer/txvalidator/v20`).
 *
 * @throws InvalidTransactionError
 */
export function validateTransaction(
  parts: TransactionParts,
  context: ValidationContext,
  changed: ChangedKeyPolicies,
): ValidTransaction {
  const { envelope, payload } = parts;
  if (!envelope) {
    throw new InvalidTransactionError(codes.INVALID_OTHER_REASON, 'envelope cannot be decoded');
  }
  if (!payload) {
    throw new InvalidTransactionError(codes.BAD_PAYLOAD, 'payload cannot be decoded');
  }
  const { channelHeader, signatureHeader } = checkHeaders(parts);
  checkCreator({ envelope, channelHeader, signatureHeader, context });
  switch (channelHeader.getType()) {
    case ENDORSER_TRANSACTION: {
      checkTransactionID(channelHeader, signatureHeader);
      const action = checkAction(payload);
      if (context.hasTransaction(channelHeader.getTxId())) {
        throw new InvalidTransactionError(codes.DUPLICATE_TXID, 'transaction is on the ledger already');
      }
      return { type: 'endorser', ...validateEndorsement({ channelHeader, action, context, changed }) };
    }
    case CONFIG:
      return { type: 'config', config: nextConfig(payload, context) };
    default:
      throw new InvalidTransactionError(codes.UNSUPPORTED_TX_PAYLOAD, 'not a transaction for a ledger');
  }
}

interface Headers {
  readonly channelHeader: common.ChannelHeader;
  readonly signatureHeader: common.SignatureHeader;
}

function checkHeaders({ channelHeader, signatureHeader }: TransactionParts): Headers {
  const types: readonly number[] = [ENDORSER_TRANSACTION, CONFIG_UPDATE, CONFIG];
  if (!channelHeader || !signatureHeader) {
    throw new InvalidTransactionError(codes.BAD_COMMON_HEADER, 'header is missing or cannot be decoded');
  }
  if (!types.includes(channelHeader.getType()) || channelHeader.getEpoch() !== 0) {
    throw new InvalidTransactionError(codes.BAD_COMMON_HEADER, 'invalid header type or epoch');
  }
  if (signatureHeader.getNonce_asU8().length === 0 || signatureHeader.getCreator_asU8().length === 0) {
    throw new InvalidTransactionError(codes.BAD_COMMON_HEADER, 'nonce or creator is missing');
  }
  return { channelHeader, signatureHeader };
}

function checkCreator(options: Headers & { envelope: common.Envelope; context: ValidationContext }): void {
  const { envelope, channelHeader, signatureHeader, context } = options;
  // Fabric looks up the MSPs of the channel that the header names, and for another channel finds none.
  if (channelHeader.getChannelId() !== context.channelID) {
    throw new InvalidTransactionError(codes.BAD_CREATOR_SIGNATURE, 'transaction is for another channel');
  }
  const creator = deserializeCreator(signatureHeader, context);
  if (!creator.verify(envelope.getPayload_asU8(), envelope.getSignature_asU8())) {
    throw new InvalidTransactionError(codes.BAD_CREATOR_SIGNATURE, "creator's signature is not valid");
  }
}

function deserializeCreator(header: common.SignatureHeader, context: ValidationContext): ValidIdentity {
  try {
    return context.bundle.msps.deserialize(header.getCreator_asU8());
  } catch (cause) {
    throw new InvalidTransactionError(codes.BAD_CREATOR_SIGNATURE, 'creator is not valid', { cause });
  }
}

function checkTransactionID(channelHeader: common.ChannelHeader, signatureHeader: common.SignatureHeader): void {
  const expected = createHash('sha256')
    .update(signatureHeader.getNonce_asU8())
    .update(signatureHeader.getCreator_asU8())
    .digest('hex');
  if (channelHeader.getTxId() !== expected) {
    throw new InvalidTransactionError(codes.BAD_PROPOSAL_TXID, `transaction ID is not ${expected}`);
  }
}

/** The endorsers signed a hash of the proposal: it has to be the proposal of this transaction. */
function checkAction(payload: common.Payload): EndorsedAction {
  try {
    const action = decodeEndorsedAction(payload.getData_asU8());
    const signatureHeader = common.SignatureHeader.deserializeBinary(action.signatureHeader);
    if (signatureHeader.getNonce_asU8().length === 0 || signatureHeader.getCreator_asU8().length === 0) {
      throw new Error('nonce or creator of the action is missing');
    }
    const proposalHash = createHash('sha256')
      .update(payload.getHeader()?.getChannelHeader_asU8() ?? '')
      .update(action.signatureHeader)
      .update(action.proposalPayload)
      .digest();
    if (!proposalHash.equals(action.proposalHash)) {
      throw new Error('proposal hash does not match');
    }
    return action;
  } catch (cause) {
    const code: TxValidationCode = codes.INVALID_ENDORSER_TRANSACTION;
    throw new InvalidTransactionError(code, 'endorser transaction is malformed', { cause });
  }
}

/**
 * The ordering service has checked the update; a peer that finds otherwise does not record a code, but stops following
 * the channel (TxValidator.validateTx returns an error).
 *
 * @throws InvalidTransactionError when there is no configuration at all, else Error in Fabric's words
 */
function nextConfig(payload: common.Payload, { channelID, config: current }: ValidationContext): common.Config {
  if (payload.getData_asU8().length === 0) {
    throw new InvalidTransactionError(codes.INVALID_CONFIG_TRANSACTION, 'configuration is missing');
  }
  try {
    return provenConfig({ channelID, current, envelope: payload.getData_asU8() });
  } catch (cause) {
    throw wrapError('error validating config which passed initial validity checks', cause);
  }
}
