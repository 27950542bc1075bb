// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import timestampMessages from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { createHash, randomBytes } from 'node:crypto';
import { blockDataHash } from '../block/block-data-hash.js';
import type { ChannelProfile } from '../channel-profile.js';
import { channelGroup } from './channel-group.js';

export interface GenesisBlockOptions {
  /** Default: 24 random bytes. */
  readonly nonce?: Uint8Array;
  /** To the second. Default: now. */
  readonly timestamp?: Date;
}

const messageVersion = 1;
const nonceLength = 24;

/**
 * The first block of a channel. It equals configtxgen's for the same profile apart from timestamp and nonce; maps are in
 * the order of their keys, so equal input with equal options gives equal bytes everywhere.
 *
 * @throws ConfigTxError `INVALID_PROFILE`
 */
export function newGenesisBlock(profile: ChannelProfile, options: GenesisBlockOptions = {}): common.Block {
  const { nonce = randomBytes(nonceLength), timestamp = new Date() } = options;
  const config = new common.Config();
  config.setChannelGroup(channelGroup(profile));
  const configEnvelope = new common.ConfigEnvelope();
  configEnvelope.setConfig(config);

  const payload = new common.Payload();
  payload.setHeader(headerOf({ channelID: profile.channelID, nonce, timestamp }));
  payload.setData(configEnvelope.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());

  const data = new common.BlockData();
  data.setDataList([envelope.serializeBinary()]);
  const header = new common.BlockHeader();
  header.setDataHash(blockDataHash(data));
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(genesisMetadata());
  return block;
}

function headerOf({
  channelID,
  nonce,
  timestamp,
}: Required<GenesisBlockOptions> & { channelID: string }): common.Header {
  const time = new timestampMessages.Timestamp();
  time.setSeconds(Math.floor(timestamp.getTime() / 1000));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setVersion(messageVersion);
  channelHeader.setTimestamp(time);
  channelHeader.setChannelId(channelID);
  // Of nonce and creator; a genesis block has no creator.
  channelHeader.setTxId(createHash('sha256').update(nonce).digest('hex'));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);

  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
}

/** The last configuration is this block, said in both places that Fabric has had for it. */
function genesisMetadata(): common.BlockMetadata {
  const ordererMetadata = new common.OrdererBlockMetadata();
  ordererMetadata.setLastConfig(new common.LastConfig());
  const signatures = new common.Metadata();
  signatures.setValue(ordererMetadata.serializeBinary());
  const lastConfig = new common.Metadata();
  lastConfig.setValue(new common.LastConfig().serializeBinary());

  const entries: Uint8Array[] = Object.values(common.BlockMetadataIndex).map(() => new Uint8Array());
  entries[common.BlockMetadataIndex.SIGNATURES] = signatures.serializeBinary();
  entries[common.BlockMetadataIndex.LAST_CONFIG] = lastConfig.serializeBinary();
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList(entries);
  return metadata;
}
