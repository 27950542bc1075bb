// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { createHash } from 'node:crypto';
import { blockHeaderBytes } from './block-header-bytes.js';

/** SHA-256 of {@link blockHeaderBytes}: what the next block has as its previous hash. */
export function blockHeaderHash(header: common.BlockHeader): Uint8Array {
  return createHash('sha256').update(blockHeaderBytes(header)).digest();
}
