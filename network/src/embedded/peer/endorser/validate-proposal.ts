// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { common, msp } from '@hyperledger/fabric-protos';
import type { MspManager } from '@opssc/configtx';
import type { UnpackedProposal } from './unpack-proposal.js';

/**
 * Checks headers, transaction ID, creator and signature.
 *
 * @throws Error in Fabric's words, which tell a stranger no more than it has to know.
 */
export function validateProposal(proposal: UnpackedProposal, msps: MspManager): void {
  const { channelHeader, signatureHeader, signedProposal, signedData } = proposal;
  const type = channelHeader.getType();
  if (type !== common.HeaderType.ENDORSER_TRANSACTION && type !== common.HeaderType.CONFIG) {
    throw new Error(`invalid header type ${headerTypeName(type)}`);
  }
  if (channelHeader.getEpoch() !== 0) {
    throw new Error('epoch is non-zero');
  }
  if (signatureHeader.getNonce_asU8().length === 0) {
    throw new Error('nonce is empty');
  }
  if (signedData.identity.length === 0) {
    throw new Error('creator is empty');
  }
  const expected = transactionIDOf(signatureHeader);
  if (proposal.transactionID !== expected) {
    throw new Error(`incorrectly computed txid '${proposal.transactionID}' -- expected '${expected}'`);
  }
  if (signedProposal.getSignature_asU8().length === 0) {
    throw new Error('empty signature bytes');
  }
  verifyCreator(proposal, msps);
}

/** SHA-256 of nonce and creator: protoutil's ComputeTxID. */
export function transactionIDOf(header: common.SignatureHeader): string {
  return createHash('sha256').update(header.getNonce_asU8()).update(header.getCreator_asU8()).digest('hex');
}

function verifyCreator({ channelID, signedData }: UnpackedProposal, msps: MspManager): void {
  const mspID = mspIDOf(signedData.identity);
  if (mspID === undefined || !msps.mspIDs.includes(mspID)) {
    throw new Error(`access denied: channel [${channelID}] creator org unknown, creator is malformed`);
  }
  let isVerified: boolean;
  try {
    isVerified = msps.deserialize(signedData.identity).verify(signedData.data, signedData.signature);
  } catch (cause) {
    throw new Error(`access denied: channel [${channelID}] creator org [${mspID}]`, { cause });
  }
  if (!isVerified) {
    throw new Error(`access denied: channel [${channelID}] creator org [${mspID}]`);
  }
}

function mspIDOf(identity: Uint8Array): string | undefined {
  try {
    return msp.SerializedIdentity.deserializeBinary(identity).getMspid();
  } catch {
    return undefined;
  }
}

function headerTypeName(type: number): string {
  const [name] = Object.entries(common.HeaderType).find(([, value]) => value === type) ?? [];
  return name ?? String(type);
}
