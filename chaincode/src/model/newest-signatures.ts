// SPDX-License-Identifier: Apache-2.0

import { byteOrder } from './byte-order.js';
import type { UpdateSignature } from './facts.js';

/** Rounds of signatures that still matter: organizations see a moved configuration one after the other. */
const rounds = 3;

/**
 * Of each organization its signatures for the newest configurations, in the order given. Counted for each on its own, so
 * that none can push out another's by claiming newer configurations.
 */
export function newestSignatures(signatures: readonly UpdateSignature[]): readonly UpdateSignature[] {
  const counted = new Map<string, number>();
  const newest = new Set(
    signatures.toSorted(newestFirst).filter(({ mspID }) => {
      const newer = counted.get(mspID) ?? 0;
      counted.set(mspID, newer + 1);
      return newer < rounds;
    }),
  );
  return signatures.filter((signature) => newest.has(signature));
}

function newestFirst(left: UpdateSignature, right: UpdateSignature): number {
  return (
    right.configSequence - left.configSequence ||
    byteOrder(right.time, left.time) ||
    byteOrder(left.updateDigest, right.updateDigest)
  );
}
