// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import { commitHash, type CommitHashInput } from './commit-hash.js';

const { COMMIT_HASH, TRANSACTIONS_FILTER } = common.BlockMetadataIndex;

/**
 * The block with what a peer adds to its metadata: the verdicts, and behind the genesis block the chain of commit hashes.
 * The given block stays as it is: peers of one process share it.
 */
export function withPeerMetadata(block: common.Block, input: CommitHashInput): common.Block {
  const entries = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const length = Math.max(entries.length, Object.keys(common.BlockMetadataIndex).length);
  const list = Array.from({ length }, (_, index) => entries[index] ?? new Uint8Array());
  list[TRANSACTIONS_FILTER] = input.flags;
  if (block.getHeader()?.getNumber() !== 0) {
    const message = new common.Metadata();
    message.setValue(commitHash(input));
    list[COMMIT_HASH] = message.serializeBinary();
  }
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList(list);
  const copy = new common.Block();
  copy.setHeader(block.getHeader());
  copy.setData(block.getData());
  copy.setMetadata(metadata);
  return copy;
}

/** Empty when the block has none. */
export function recordedCommitHash(block: common.Block): Uint8Array {
  const bytes = block.getMetadata()?.getMetadataList_asU8()[COMMIT_HASH];
  return common.Metadata.deserializeBinary(bytes ?? new Uint8Array()).getValue_asU8();
}
