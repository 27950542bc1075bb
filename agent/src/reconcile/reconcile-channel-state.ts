// SPDX-License-Identifier: Apache-2.0

import type { ProposalView, SetChannelState } from '@opssc/chaincode/model';
import { stageOfProposal } from '../desired/stage-of-proposal.js';
import { verifyProposal } from '../desired/verify-proposal.js';
import { commitOrder } from '../plan/commit-order.js';
import { turnMilliseconds } from '../plan/plan-commit.js';
import type { Plan } from '../plan/plan.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';

type StatePlan = Pick<Plan, 'receipts' | 'outcome'> & { readonly after?: number };

/**
 * Takes note of decisions on whether OpsSC manages a channel. Nothing is to be done on nodes: a disabled channel is one
 * that the agent does no deployments on.
 */
export class ChannelStateReconciler {
  readonly #context: ReconcileContext;
  /** When a decision was first seen, in milliseconds since the epoch. */
  readonly #seen = new Map<string, number>();

  constructor(context: ReconcileContext) {
    this.#context = context;
  }

  async reconcile(channelID: string): Promise<ReconcileResult> {
    const { index, nodes, writer } = this.#context;
    const ids = index.proposals({ kind: 'channel-state', channelID });
    const views = await Promise.all(ids.map((id) => this.#context.views.get(id)));
    const moments: number[] = [];
    const written: string[] = [];
    for (const view of views) {
      const plan = await this.#plan(view);
      if (plan === undefined) {
        continue;
      }
      const { id } = view.proposal;
      const own = view.receipts.filter(({ mspID }) => mspID === nodes.mspID);
      writer.write(id, plan, own);
      written.push(id);
      moments.push(...(plan.after === undefined ? [] : [plan.after]));
      if (view.outcome !== undefined && own.some(({ step, state }) => step === 'apply' && state === 'done')) {
        this.#forget(id);
      }
    }
    return { ...nothingToDo, proposals: written, after: moments.length === 0 ? undefined : Math.min(...moments) };
  }

  async #plan(view: ProposalView): Promise<StatePlan | undefined> {
    const { nodes, configs, channelStates, clock, installOn } = this.#context;
    const { proposal } = view;
    const now = new Date(clock.now());
    const stage = stageOfProposal({ view, mspID: nodes.mspID, installOn, now });
    if (stage === 'over') {
      this.#forget(proposal.id);
    }
    if (stage !== 'deploy' || proposal.body.kind !== 'set-channel-state') {
      return undefined;
    }
    if (!this.#seen.has(proposal.id)) {
      channelStates.invalidate();
    }
    const refusal = await verifyProposal(proposal, configs);
    return refusal === undefined
      ? this.#apply(view, proposal.body)
      : { receipts: [{ step: 'verify', state: 'refused', detail: refusal }] };
  }

  #apply({ proposal, outcome }: ProposalView, { channelID, state }: SetChannelState): StatePlan {
    const { nodes, clock } = this.#context;
    const seen = this.#seen.get(proposal.id) ?? clock.now();
    this.#seen.set(proposal.id, seen);
    const detail = `${channelID} is ${state === 'disabled' ? 'left alone' : 'managed'} from now on`;
    const receipts = [{ step: 'apply', state: 'done', detail }] as const;
    if (outcome !== undefined) {
      return { receipts };
    }
    const turn = commitOrder(proposal.id, proposal.electorate.members).indexOf(nodes.mspID) * turnMilliseconds;
    const left = seen + turn - clock.now();
    return left > 0
      ? { receipts, after: left }
      : { receipts, outcome: { status: 'committed', detail }, after: 5 * turnMilliseconds };
  }

  #forget(id: string): void {
    this.#context.index.forget(id);
    this.#context.writer.forget(id);
    this.#seen.delete(id);
  }
}
