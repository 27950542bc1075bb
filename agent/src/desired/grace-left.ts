// SPDX-License-Identifier: Apache-2.0

import { graceEndsAt, type ProposalView } from '@opssc/chaincode/model';

/**
 * Milliseconds that are left of the grace period which the constitution gives an approved proposal; undefined: none.
 */
export function graceLeft({ proposal, votes, decision }: ProposalView, now: Date): number | undefined {
  if (proposal.graceSeconds === undefined || decision !== 'approved') {
    return undefined;
  }
  const left = graceEndsAt({ proposal, votes }) - now.getTime();
  return left > 0 ? left : undefined;
}
