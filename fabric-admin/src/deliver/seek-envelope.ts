// SPDX-License-Identifier: Apache-2.0

import { common, orderer } from '@hyperledger/fabric-protos';
import { randomBytes } from 'node:crypto';
import { currentIdentity } from '../identity/current-identity.js';
import { serializeIdentity } from '../identity/serialize-identity.js';
import type { SigningIdentity } from '../signing-identity.js';
import { newChannelHeader } from '../transport/new-channel-header.js';
import { toSafeNumber } from '../transport/to-safe-number.js';

export interface SeekOptions {
  readonly identity: SigningIdentity;
  readonly channelID: string;
  readonly position: 'newest' | 'oldest' | bigint;
  readonly tlsCertificateHash: Uint8Array | undefined;
}

const NONCE_BYTES = 24;

/** A signed request for exactly one block, refused if there is none yet. */
export async function seekEnvelope(options: SeekOptions): Promise<common.Envelope> {
  const { channelID, position, tlsCertificateHash } = options;
  const identity = currentIdentity(options.identity);
  const seek = new orderer.SeekInfo();
  seek.setStart(seekPosition(position));
  seek.setStop(seekPosition(position));
  seek.setBehavior(orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY);

  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(serializeIdentity(identity));
  signatureHeader.setNonce(randomBytes(NONCE_BYTES));
  const header = new common.Header();
  header.setChannelHeader(
    newChannelHeader({
      type: common.HeaderType.DELIVER_SEEK_INFO,
      channelID,
      tlsCertificateHash,
    }).serializeBinary(),
  );
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(seek.serializeBinary());

  const bytes = payload.serializeBinary();
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature(await identity.sign(bytes));
  return envelope;
}

function seekPosition(position: 'newest' | 'oldest' | bigint): orderer.SeekPosition {
  const result = new orderer.SeekPosition();
  if (position === 'newest') {
    result.setNewest(new orderer.SeekNewest());
  } else if (position === 'oldest') {
    result.setOldest(new orderer.SeekOldest());
  } else {
    const specified = new orderer.SeekSpecified();
    specified.setNumber(toSafeNumber(position));
    result.setSpecified(specified);
  }
  return result;
}
