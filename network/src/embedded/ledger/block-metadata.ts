// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/** The block with some of its metadata replaced. The given block stays as it is: peers of one process share it. */
export function withBlockMetadata(block: common.Block, replacements: ReadonlyMap<number, Uint8Array>): common.Block {
  const entries = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const length = Math.max(entries.length, Object.keys(common.BlockMetadataIndex).length);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList(
    Array.from({ length }, (_, index) => replacements.get(index) ?? entries[index] ?? new Uint8Array()),
  );
  const copy = new common.Block();
  copy.setHeader(block.getHeader());
  copy.setData(block.getData());
  copy.setMetadata(metadata);
  return copy;
}
