// SPDX-License-Identifier: Apache-2.0

import { common, msp, orderer } from '@hyperledger/fabric-protos';
import { certificateFromPem } from '../msp/certificate.js';
import { validIdentities } from '../policy/valid-identities.js';
import type { ChannelResources } from './channel-resources.js';
import type { OrdererConfig } from './orderer-config.js';
import { refusal, within } from './refusal.js';
import { decodeProto } from './decode-proto.js';

export interface FilterTransactionOptions {
  readonly transaction: common.Envelope;
  readonly resources: ChannelResources;
  readonly orderer: OrdererConfig;
  readonly now: Date;
}

/**
 * Checks a transaction as the ordering service does before it reads it: length, expiry of the sender's certificate, and
 * whether the sender may write to the channel (msgprocessor.CreateStandardChannelFilters).
 *
 * @throws ConfigTxError `REFUSED`
 */
export function filterTransaction({ transaction, resources, orderer: config, now }: FilterTransactionOptions): void {
  const payload = transaction.getPayload_asU8();
  const signature = transaction.getSignature_asU8();
  if (payload.length === 0) {
    throw refusal('cannot process empty message');
  }
  requireSize(payload.length + signature.length, config);
  const creator = within('could not convert message to signedData', () => creatorOf(payload));
  if (config.capabilities.checksExpiration && hasExpired(creator, now)) {
    throw refusal('broadcast client identity expired');
  }
  requireWriter({ data: payload, identity: creator, signature }, resources, config);
}

/**
 * Checks a transaction's length.
 *
 * @throws ConfigTxError `REFUSED`
 */
export function requireSize(size: number, { batchSize }: OrdererConfig): void {
  const maximum = batchSize.getAbsoluteMaxBytes();
  if (size > maximum) {
    throw refusal(`message payload is ${size} bytes and exceeds maximum allowed ${maximum} bytes`);
  }
}

function creatorOf(bytes: Uint8Array): Uint8Array {
  const payload = decodeProto(common.Payload, bytes);
  const header = payload.getHeader();
  if (!header) {
    throw refusal('Missing Header');
  }
  return decodeProto(common.SignatureHeader, header.getSignatureHeader_asU8()).getCreator_asU8();
}

/** What is no certificate does not expire. */
function hasExpired(creator: Uint8Array, now: Date): boolean {
  try {
    const identity = msp.SerializedIdentity.deserializeBinary(creator);
    return now >= certificateFromPem(identity.getIdBytes_asU8()).notAfter;
  } catch {
    return false;
  }
}

function requireWriter(
  signed: Parameters<typeof validIdentities>[0][number],
  { policies, msps }: ChannelResources,
  { consensusType }: OrdererConfig,
): void {
  const isNormal = consensusType.getState() === orderer.ConsensusType.State.STATE_NORMAL;
  const path = isNormal ? 'Writers' : 'Orderer/Writers';
  const policy = policies.get(path);
  if (!policy) {
    throw refusal(`could not find policy /Channel/${path}`);
  }
  const reason = policy(validIdentities([signed], msps));
  if (reason !== undefined) {
    throw refusal(`${reason}: permission denied`);
  }
}
