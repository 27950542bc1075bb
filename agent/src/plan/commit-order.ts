// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';

/**
 * The order in which organizations try what only one of them needs to do, for this proposal: by SHA-256 of proposal ID
 * and MSP ID. Every agent computes the same order, and proposals are spread over the organizations.
 */
export function commitOrder(proposalID: string, mspIDs: readonly string[]): readonly string[] {
  const rank = (mspID: string): string =>
    createHash('sha256').update(proposalID).update('\0').update(mspID).digest('hex');
  return [...mspIDs]
    .map((mspID) => ({ mspID, rank: rank(mspID) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ mspID }) => mspID);
}
