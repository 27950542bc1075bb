// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/** An update in the transaction that nobody has sent yet, as scripts around configtxlator make it: a type and a channel. */
export function unsignedConfigUpdateTransaction(
  channelID: string,
  update: common.ConfigUpdateEnvelope,
): common.Envelope {
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(channelID);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(update.serializeBinary());
  const transaction = new common.Envelope();
  transaction.setPayload(payload.serializeBinary());
  return transaction;
}
