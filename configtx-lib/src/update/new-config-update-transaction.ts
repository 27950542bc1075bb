// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import timestampMessages from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { ConfigSigner } from './config-signer.js';
import { newSignatureHeader } from './new-signature-header.js';

export interface ConfigUpdateTransactionOptions {
  readonly channelID: string;
  readonly envelope: common.ConfigUpdateEnvelope;
  /** Who submits it: the channel's Writers policy is asked, not a mod policy. */
  readonly signer: ConfigSigner;
  readonly timestamp: Date;
}

/**
 * The transaction that brings an update to the ordering service, as `peer channel update` makes it: without a
 * transaction ID.
 *
 * @throws whatever the signer throws
 */
export async function newConfigUpdateTransaction({
  channelID,
  envelope,
  signer,
  timestamp,
}: ConfigUpdateTransactionOptions): Promise<common.Envelope> {
  const time = new timestampMessages.Timestamp();
  time.fromDate(timestamp);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(channelID);
  channelHeader.setTimestamp(time);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(newSignatureHeader(signer.creator));

  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(envelope.serializeBinary());
  const payloadBytes = payload.serializeBinary();
  const transaction = new common.Envelope();
  transaction.setPayload(payloadBytes);
  transaction.setSignature(await signer.sign(payloadBytes));
  return transaction;
}
