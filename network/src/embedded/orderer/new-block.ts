// SPDX-License-Identifier: Apache-2.0

import { blockDataHash } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import { lastConfigIndex, signBlock, type BlockSigner } from './sign-block.js';

export interface NewBlockOptions {
  readonly number: bigint;
  /** Of the header of the block before. */
  readonly previousHash: Uint8Array;
  readonly envelopes: readonly common.Envelope[];
  /** Number of the newest configuration block; its own for a configuration block. */
  readonly lastConfig: bigint;
  readonly signers: readonly BlockSigner[];
}

/** A block as orderers write it, signed by those who agree on it. */
export async function newBlock(options: NewBlockOptions): Promise<common.Block> {
  const { number, previousHash, envelopes, lastConfig, signers } = options;
  const data = new common.BlockData();
  data.setDataList(envelopes.map((envelope) => envelope.serializeBinary()));
  const header = new common.BlockHeader();
  header.setNumber(Number(number));
  header.setPreviousHash(previousHash);
  header.setDataHash(blockDataHash(data));
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([
    await signBlock(header, lastConfig, signers),
    lastConfigMetadata(lastConfig),
    new Uint8Array(),
    new Uint8Array(),
    new Uint8Array(),
  ]);
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
}

function lastConfigMetadata(number: bigint): Uint8Array {
  const metadata = new common.Metadata();
  metadata.setValue(lastConfigIndex(number).serializeBinary());
  return metadata.serializeBinary();
}
