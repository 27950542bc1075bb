// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';

/** Number of the newest configuration block as of `block`, as its metadata says: protoutil.GetLastConfigIndexFromBlock. */
export function lastConfigBlockNumber(block: common.Block): bigint {
  const value = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.LAST_CONFIG];
  const metadata = common.Metadata.deserializeBinary(value ?? new Uint8Array());
  return BigInt(common.LastConfig.deserializeBinary(metadata.getValue_asU8()).getIndex());
}
