// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';

export interface ChannelHeaderOptions {
  readonly type: number;
  readonly channelID: string;
  readonly tlsCertificateHash?: Uint8Array | undefined;
}

export function newChannelHeader({ type, channelID, tlsCertificateHash }: ChannelHeaderOptions): common.ChannelHeader {
  const header = new common.ChannelHeader();
  header.setType(type);
  header.setChannelId(channelID);
  header.setTimestamp(timestamps.Timestamp.fromDate(new Date()));
  header.setEpoch(0);
  if (tlsCertificateHash !== undefined) {
    header.setTlsCertHash(tlsCertificateHash);
  }
  return header;
}
