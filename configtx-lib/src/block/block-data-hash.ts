// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { createHash } from 'node:crypto';

/** SHA-256 of all envelopes one after the other (protoutil's ComputeBlockDataHash). */
export function blockDataHash(data: common.BlockData): Uint8Array {
  const hash = createHash('sha256');
  for (const envelope of data.getDataList_asU8()) {
    hash.update(envelope);
  }
  return hash.digest();
}
