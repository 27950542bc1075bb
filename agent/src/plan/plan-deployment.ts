// SPDX-License-Identifier: Apache-2.0

import { goesAfterOthers, patienceMilliseconds, planCommit } from './plan-commit.js';
import { planFailure } from './plan-failure.js';
import { planOutcome } from './plan-outcome.js';
import { approvalReceiptMilliseconds, planReceipts } from './plan-receipts.js';
import type { Action, Awaited, Memory, Plan, PlanInput } from './plan.js';

const finished: Awaited = { blocks: false, retry: false };
const nextBlock: Awaited = { blocks: true, retry: false };
const anotherTry: Awaited = { blocks: false, retry: true };

/**
 * What to do next for one deployment. Pure: the same input gives the same plan, and a plan whose actions have all been
 * done gives, after another look, the next one, until nothing is left.
 */
export function planDeployment(input: PlanInput): Plan {
  const { observed, refusal, failure, stage, memory } = input;
  const peers = observed.peers.filter((peer) => peer.reachable);
  if (peers.some(({ committed }) => committed === 'later')) {
    return { actions: [], receipts: [], awaited: finished, memory, overtaken: true };
  }
  const committed = peers.some((peer) => peer.committed === 'same');
  if (refusal !== undefined && stage === 'prepare') {
    // Before the decision there is nothing to refuse, only nothing to do.
    return { actions: [], receipts: [], awaited: finished, memory, overtaken: false };
  }
  if (refusal !== undefined || (failure !== undefined && !committed)) {
    return planFailure(input);
  }

  const timed = { ...input, memory: withTimes(input) };
  const receipts = planReceipts(timed);
  const plan = (rest: { actions?: readonly Action[]; awaited?: Awaited; memory?: Memory }): Plan => ({
    actions: rest.actions ?? [],
    receipts: receipts,
    awaited: rest.awaited ?? nextBlock,
    memory: rest.memory ?? timed.memory,
    overtaken: false,
  });

  const preparation = prepare(input, committed);
  if (preparation.length > 0) {
    return plan({ actions: preparation });
  }
  if (stage === 'prepare') {
    if (!isPrepared(input)) {
      return plan({ awaited: anotherTry });
    }
    return plan({ actions: input.endorsementTried ? [] : [{ type: 'endorse-approval' }], awaited: finished });
  }
  if (peers.length === 0) {
    return plan({ awaited: anotherTry });
  }
  if (!committed && !serviceIsReady(timed)) {
    return plan({ awaited: anotherTry });
  }
  if (!observed.approved) {
    const awaited = goesAfterOthers(input) ? { ...nextBlock, patience: patienceMilliseconds } : nextBlock;
    return plan({ actions: [{ type: 'approve' }], awaited });
  }
  if (!committed) {
    return plan(withApprovalReceipt(timed, planCommit(timed)));
  }
  if (peers.some((peer) => peer.committed !== 'same')) {
    return plan({});
  }
  const outcome = planOutcome(timed);
  return {
    ...plan({ memory: outcome.memory }),
    ...(outcome.outcome === undefined ? {} : { outcome: outcome.outcome }),
    awaited: {
      blocks: false,
      retry: !isPrepared(input),
      ...(outcome.after === undefined ? {} : { after: outcome.after }),
    },
  };
}

/** Packages on peers, and the service: what binds nobody. */
function prepare({ observed }: PlanInput, committed: boolean): readonly Action[] {
  const installs = observed.peers
    .filter((peer) => peer.reachable && !peer.installed)
    .map(({ name }): Action => ({ type: 'install', peer: name }));
  const { state } = observed.service;
  // The version before it goes on serving until every peer has turned to the new one.
  const takesOver = state === 'deferred' && committed && isCommittedEverywhere(observed.peers);
  return state === 'stopped' || takesOver ? [...installs, { type: 'start-service' }] : installs;
}

function isCommittedEverywhere(peers: PlanInput['observed']['peers']): boolean {
  return peers.every((peer) => !peer.reachable || peer.committed === 'same');
}

function isPrepared({ observed }: PlanInput): boolean {
  const { state } = observed.service;
  return (
    observed.peers.every((peer) => peer.reachable && peer.installed) && (state === 'answers' || state === 'deferred')
  );
}

/**
 * A definition is approved once the organization could serve it. A service that others run is waited for as long as
 * stragglers are: the other organizations must not be held up by it.
 */
function serviceIsReady({ observed, memory, now, graceMilliseconds }: PlanInput): boolean {
  switch (observed.service.state) {
    case 'answers':
    case 'deferred':
      return true;
    case 'silent':
      return memory.silentSince !== undefined && now - memory.silentSince >= graceMilliseconds;
    default:
      return false;
  }
}

/** Looks again when the receipt of the approval is due. */
function withApprovalReceipt({ memory, now }: PlanInput, plan: ReturnType<typeof planCommit>): typeof plan {
  const due = (memory.approvedSince ?? now) + approvalReceiptMilliseconds - now;
  if (due <= 0) {
    return plan;
  }
  const after = Math.min(due, plan.awaited.after ?? due);
  return { ...plan, awaited: { ...plan.awaited, after } };
}

function withTimes({ observed, memory, now }: PlanInput): Memory {
  const { silentSince, approvedSince, ...rest } = memory;
  const { state } = observed.service;
  return {
    ...rest,
    ...(state === 'silent' || state === 'starting' ? { silentSince: silentSince ?? now } : {}),
    ...(observed.approved ? { approvedSince: approvedSince ?? now } : {}),
  };
}
