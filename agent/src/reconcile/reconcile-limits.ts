// SPDX-License-Identifier: Apache-2.0

import type { ProposalView } from '@opssc/chaincode/model';
import { stageOfProposal } from '../desired/stage-of-proposal.js';
import { verifyProposal } from '../desired/verify-proposal.js';
import { commitOrder } from '../plan/commit-order.js';
import { turnMilliseconds } from '../plan/plan-commit.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';

/**
 * Puts approved limits on resources into force. One agent does, in the order of their turns; the contract checks the
 * decision itself, and does nothing when it has been done.
 */
export async function reconcileLimits(context: ReconcileContext, channelID: string): Promise<ReconcileResult> {
  const { index, views } = context;
  const moments: number[] = [];
  for (const id of index.proposals({ kind: 'limits', channelID })) {
    const left = await applyInTurn(context, await views.get(id));
    if (left === undefined) {
      continue;
    }
    moments.push(left);
  }
  return { ...nothingToDo, after: moments.length === 0 ? undefined : Math.min(...moments) };
}

/** Milliseconds until the own turn; undefined when there is nothing to wait for. */
async function applyInTurn(context: ReconcileContext, view: ProposalView): Promise<number | undefined> {
  const { index, views, nodes, clock, installOn, configs, logger } = context;
  const { id, electorate } = view.proposal;
  const stage = stageOfProposal({ view, mspID: nodes.mspID, installOn, now: new Date(clock.now()) });
  if (stage === 'over' || view.outcome !== undefined) {
    index.forget(id);
    return undefined;
  }
  if (stage !== 'deploy') {
    return undefined;
  }
  const refusal = await verifyProposal(view.proposal, configs);
  if (refusal !== undefined) {
    logger.warn({ proposalID: id, reason: refusal }, `will not apply the limits of ${id}: ${refusal}`);
    return undefined;
  }
  const decided = Math.max(...view.votes.map(({ time }) => Date.parse(time)));
  const turn = commitOrder(id, electorate.members).indexOf(nodes.mspID) * turnMilliseconds;
  // A vote's time is its client's: one from the future holds nobody up for longer than a turn.
  const left = Math.min(turn, decided + turn - clock.now());
  if (left > 0) {
    return left;
  }
  await nodes.resources.applyLimits({ proposalID: id });
  views.invalidate(id);
  index.forget(id);
  return undefined;
}
