// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/**
 * The number of the last configuration block as of this block: in the metadata that orderers sign, and before Fabric 1.4
 * in an entry of its own (protoutil/blockutils.go, `GetLastConfigIndexFromBlock`). Block 0 is a configuration block.
 */
export function lastConfigIndex(block: common.Block): bigint {
  const signed = metadata(block, common.BlockMetadataIndex.SIGNATURES);
  const index =
    signed.length > 0
      ? common.OrdererBlockMetadata.deserializeBinary(signed).getLastConfig()?.getIndex()
      : common.LastConfig.deserializeBinary(metadata(block, common.BlockMetadataIndex.LAST_CONFIG)).getIndex();
  return BigInt(index ?? 0);
}

function metadata(block: common.Block, index: number): Uint8Array {
  const bytes = block.getMetadata()?.getMetadataList_asU8()[index] ?? new Uint8Array();
  return common.Metadata.deserializeBinary(bytes).getValue_asU8();
}
