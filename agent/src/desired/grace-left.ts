// SPDX-License-Identifier: Apache-2.0

import { graceEndsAt, type ProposalView } from '@opssc/chaincode/model';

/**
 * Milliseconds of an approved proposal's grace period that are left; undefined: none are, or there is none. A date is
 * given where the caller has one, so that a whole look goes by the same time.
 */
export function graceLeft({ proposal, votes, decision }: ProposalView, now: Date): number | undefined {
  if (proposal.graceSeconds === undefined || decision !== 'approved') {
    return undefined;
  }
  const left = graceEndsAt({ proposal, votes }) - now.getTime();
  return left > 0 ? left : undefined;
}
