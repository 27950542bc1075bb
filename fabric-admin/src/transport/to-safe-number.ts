// SPDX-License-Identifier: Apache-2.0

import { FabricError } from '../errors/fabric-error.js';

/**
 * The protobuf library has JavaScript numbers where Fabric has 64 bits; beyond 2^53 it would round without a word.
 *
 * @throws {@link FabricError} `INVALID_ARGUMENT` for what it cannot hold exactly, and for negative values.
 */
export function toSafeNumber(value: bigint): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new FabricError({ code: 'INVALID_ARGUMENT', message: `${String(value)} is not between 0 and 2^53 - 1` });
  }
  return Number(value);
}
