// SPDX-License-Identifier: Apache-2.0

import { commitOrder } from './commit-order.js';
import type { Action, Awaited, Memory, PlanInput } from './plan.js';

/** Milliseconds that each organization gives the one before it. */
export const turnMilliseconds = 1_000;

/**
 * Milliseconds that an organization's look can wait when it is another's turn, or when it has committed itself: at once
 * it would only take time from the peers that are about to commit.
 */
export const patienceMilliseconds = 250;

/** Whether another organization of the electorate tries to commit before this one. */
export function goesAfterOthers({ deployment, mspID }: Pick<PlanInput, 'deployment' | 'mspID'>): boolean {
  return commitOrder(deployment.id, deployment.electorate)[0] !== mspID;
}

/**
 * The commit gate. An approval that lands between the endorsement and the validation of a commit invalidates it, so the
 * commit waits until all electing organizations have approved, or a majority has and a grace period is over; those that
 * said that they will not are not waited for. Then one organization after the other tries, each a turn after the one
 * before it.
 */
export function planCommit(input: PlanInput): { actions: readonly Action[]; awaited: Awaited; memory: Memory } {
  const { deployment, mspID, now, observed } = input;
  const memory = withGate(input);
  const idle = (after?: number) => ({
    actions: [],
    awaited: {
      blocks: true,
      retry: false,
      ...(after === undefined ? {} : { after }),
      ...(goesAfterOthers(input) ? { patience: patienceMilliseconds } : {}),
    },
    memory,
  });
  if (memory.openSince === undefined) {
    return idle(memory.majoritySince === undefined ? undefined : memory.majoritySince + input.graceMilliseconds - now);
  }
  const approving = commitOrder(deployment.id, deployment.electorate).filter((msp) => observed.approvals[msp] === true);
  const rank = approving.indexOf(mspID);
  if (rank < 0) {
    // Own approval is not visible on the peer that answered: a block will show it.
    return idle(turnMilliseconds);
  }
  const turn = memory.openSince + rank * turnMilliseconds - now;
  if (turn > 0) {
    return idle(turn);
  }
  return {
    actions: [{ type: 'commit', endorsers: majorityOf([mspID, ...approving.filter((msp) => msp !== mspID)], input) }],
    awaited: { blocks: true, retry: false, patience: patienceMilliseconds },
    memory,
  };
}

/** As many as a majority of the channel's organizations, which is what Fabric asks of a commit if nobody set it. */
function majorityOf(approving: readonly string[], { observed }: Pick<PlanInput, 'observed'>): readonly string[] {
  return approving.slice(0, Math.floor(Object.keys(observed.approvals).length / 2) + 1);
}

function withGate({ deployment, observed, ledger, memory, now, graceMilliseconds }: PlanInput): Memory {
  const { majoritySince: since, openSince, ...rest } = memory;
  const approvals = Object.values(observed.approvals);
  if (2 * approvals.filter(Boolean).length <= approvals.length) {
    return rest;
  }
  const unwilling = new Set(
    ledger?.receipts.filter(({ state }) => state === 'failed' || state === 'refused').map(({ mspID }) => mspID),
  );
  const missing = deployment.electorate.filter((msp) => observed.approvals[msp] !== true && !unwilling.has(msp));
  const majoritySince = since ?? now;
  const open = missing.length === 0 || now - majoritySince >= graceMilliseconds;
  return { ...rest, majoritySince, ...(open ? { openSince: openSince ?? now } : {}) };
}
