// SPDX-License-Identifier: Apache-2.0

import type { SignedData } from '@opssc/configtx';
import { peer, type common } from '@hyperledger/fabric-protos';
import { compareKeys } from './compare-keys.js';
import { decodeReadWriteSet } from './decode-read-write-set.js';
import { InvalidTransactionError } from './invalid-transaction-error.js';
import { checkEndorsement, type ChangedKeyPolicies } from './key-level-policy.js';
import type { TxValidationCode } from './ledger.js';
import type { KeyAccess, NamespaceAccess, ReadWriteSet } from './read-write-set.js';
import type { EndorsedAction } from './transaction-parts.js';
import type { ValidationContext } from './validation-context.js';

const codes = peer.TxValidationCode;

export interface EndorsementToValidate {
  readonly channelHeader: common.ChannelHeader;
  readonly action: EndorsedAction;
  readonly context: ValidationContext;
  readonly changed: ChangedKeyPolicies;
}

export interface ValidEndorsement {
  readonly readWriteSet: ReadWriteSet;
  readonly event?: peer.ChaincodeEvent;
}

/**
 * Checks that the action is the invoked chaincode's and that the endorsements satisfy the policies of every namespace
 * that it writes to, as Fabric's validation dispatcher. Versions are not compared here: a transaction endorsed under an
 * older definition fails the check of its reads of `_lifecycle`.
 *
 * @throws InvalidTransactionError
 */
export function validateEndorsement(options: EndorsementToValidate): ValidEndorsement {
  const { channelHeader, action, context, changed } = options;
  const extension = decode(codes.BAD_HEADER_EXTENSION, () =>
    peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8()),
  );
  const chaincodeAction = decode(codes.BAD_RESPONSE_PAYLOAD, () =>
    peer.ChaincodeAction.deserializeBinary(action.chaincodeAction),
  );
  const readWriteSet = decode(codes.BAD_RWSET, () => decodeReadWriteSet(chaincodeAction.getResults_asU8()));
  const chaincode = invokedChaincode(extension.getChaincodeId(), chaincodeAction.getChaincodeId());
  const event = chaincodeEvent(chaincodeAction, chaincode);
  const signatures = action.endorsements.map((endorsement) => signedData(action.responsePayload, endorsement));
  const accesses = byNamespace(readWriteSet);
  const written = [...accesses].filter(([, access]) => writesTo(access)).map(([namespace]) => namespace);
  for (const namespace of [...new Set([chaincode, ...written])].sort(compareKeys)) {
    const access = accesses.get(namespace);
    checkEndorsement({ context, namespace, access, signatures, changed });
    if (access) {
      changed.add(access);
    }
  }
  return { readWriteSet, ...(event && { event }) };
}

/** Header and action have to name the same chaincode, and the action a version. */
function invokedChaincode(invoked: peer.ChaincodeID | undefined, endorsed: peer.ChaincodeID | undefined): string {
  if (!invoked || !endorsed) {
    throw new InvalidTransactionError(codes.INVALID_OTHER_REASON, 'nil ChaincodeId');
  }
  if (invoked.getName() === '' || invoked.getName() !== endorsed.getName()) {
    const reason = `inconsistent ccid info (${invoked.getName()}/${endorsed.getName()})`;
    throw new InvalidTransactionError(codes.INVALID_CHAINCODE, reason);
  }
  if (endorsed.getVersion() === '') {
    throw new InvalidTransactionError(codes.INVALID_CHAINCODE, 'invalid chaincode version');
  }
  return invoked.getName();
}

function chaincodeEvent(action: peer.ChaincodeAction, chaincode: string): peer.ChaincodeEvent | undefined {
  const bytes = action.getEvents_asU8();
  if (bytes.length === 0) {
    return undefined;
  }
  const event = decode(codes.INVALID_OTHER_REASON, () => peer.ChaincodeEvent.deserializeBinary(bytes));
  if (event.getChaincodeId() !== chaincode) {
    const reason = 'chaincode event chaincode id does not match chaincode action chaincode id';
    throw new InvalidTransactionError(codes.INVALID_OTHER_REASON, reason);
  }
  return event;
}

/** Endorsers sign the response payload followed by their own identity. */
function signedData(responsePayload: Uint8Array, endorsement: peer.Endorsement): SignedData {
  const identity = endorsement.getEndorser_asU8();
  return { data: Buffer.concat([responsePayload, identity]), identity, signature: endorsement.getSignature_asU8() };
}

function byNamespace(set: ReadWriteSet): Map<string, NamespaceAccess> {
  const accesses = new Map(set.namespaces.map((access) => [access.namespace, access]));
  if (accesses.size !== set.namespaces.length) {
    throw new InvalidTransactionError(codes.ILLEGAL_WRITESET, 'duplicate namespace in txRWSet');
  }
  return accesses;
}

function writesTo({ collections, ...keys }: NamespaceAccess): boolean {
  return [keys, ...collections].some(
    ({ writes, metadataWrites }: KeyAccess) => writes.length > 0 || metadataWrites.length > 0,
  );
}

function decode<T>(code: TxValidationCode, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new InvalidTransactionError(code, 'cannot be decoded', { cause });
  }
}
