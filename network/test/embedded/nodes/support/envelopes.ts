// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';
import { serializeIdentity, type SigningIdentity } from '@opssc/fabric-admin';
import { common, orderer } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';

export interface EnvelopeOptions {
  readonly identity: SigningIdentity;
  readonly channelID?: string;
  readonly type?: number;
  readonly data?: Uint8Array;
  readonly timestamp?: Date;
}

/** A signed envelope with any content. */
export async function signedEnvelope(options: EnvelopeOptions): Promise<common.Envelope> {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(options.type ?? common.HeaderType.MESSAGE);
  channelHeader.setChannelId(options.channelID ?? 'mychannel');
  channelHeader.setTimestamp(timestamps.Timestamp.fromDate(options.timestamp ?? new Date()));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(serializeIdentity(options.identity));
  signatureHeader.setNonce(randomBytes(24));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(options.data ?? new Uint8Array());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(await options.identity.sign(payload.serializeBinary()));
  return envelope;
}

export interface SeekOptions extends EnvelopeOptions {
  readonly start: SeekPosition;
  readonly stop: SeekPosition;
  readonly behavior?: 'BLOCK_UNTIL_READY' | 'FAIL_IF_NOT_READY';
}

export type SeekPosition = 'oldest' | 'newest' | number;

export function seekRequest(options: SeekOptions): Promise<common.Envelope> {
  const seek = new orderer.SeekInfo();
  seek.setStart(position(options.start));
  seek.setStop(position(options.stop));
  seek.setBehavior(orderer.SeekInfo.SeekBehavior[options.behavior ?? 'BLOCK_UNTIL_READY']);
  const data = seek.serializeBinary();
  return signedEnvelope({ ...options, type: common.HeaderType.DELIVER_SEEK_INFO, data });
}

function position(at: SeekPosition): orderer.SeekPosition {
  const result = new orderer.SeekPosition();
  if (at === 'oldest') {
    result.setOldest(new orderer.SeekOldest());
  } else if (at === 'newest') {
    result.setNewest(new orderer.SeekNewest());
  } else {
    const specified = new orderer.SeekSpecified();
    specified.setNumber(at);
    result.setSpecified(specified);
  }
  return result;
}
