// SPDX-License-Identifier: Apache-2.0

import { acknowledgingStep } from './acknowledging-step.js';
import { decide } from './decide.js';
import type { ProposalFacts, Status } from './view.js';

/**
 * The decision at `now`, and for an approved proposal what became of it: `committed` or `failed` as its outcome says,
 * `superseded` when a later sequence was committed first, `acknowledged` when the agent of every member has done its
 * part: approved the definition, signed the update, or joined the channel.
 */
export function deriveStatus(facts: ProposalFacts, now: Date): Status {
  const decision = decide({ ...facts, now });
  if (decision !== 'approved') {
    return decision;
  }
  if (facts.outcome !== undefined) {
    return facts.outcome.status;
  }
  if (facts.supersededBy !== undefined) {
    return 'superseded';
  }
  return isAcknowledged(facts) ? 'acknowledged' : 'approved';
}

function isAcknowledged({ proposal, receipts }: ProposalFacts): boolean {
  const lastStep = acknowledgingStep(proposal.body.kind);
  const done = new Set(
    receipts.filter(({ step, state }) => step === lastStep && state === 'done').map(({ mspID }) => mspID),
  );
  return proposal.electorate.members.every((mspID) => done.has(mspID));
}
