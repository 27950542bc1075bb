// SPDX-License-Identifier: Apache-2.0

import type { Proposal, ProposalBody, ProposalView } from '@opssc/chaincode/model';
import { stageOfProposal } from '../desired/stage-of-proposal.js';
import { commitOrder } from '../plan/commit-order.js';
import { turnMilliseconds } from '../plan/plan-commit.js';
import type { Plan } from '../plan/plan.js';
import type { Target } from '../target.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';

type NotedPlan = Pick<Plan, 'receipts' | 'outcome'> & { readonly after?: number };

export interface NotedDecisionsOptions {
  readonly context: ReconcileContext;
  readonly kind: Exclude<Target['kind'], 'deploy' | 'bootstrap'>;
  /** Whether the organization has to do with it; all do if absent. */
  readonly concerns?: (proposal: Proposal) => boolean;
  /** On one line what holds from a decision on; undefined for a body of another kind. */
  readonly detailOf: (body: ProposalBody) => string | undefined;
  /** Why the organization does not take note of it; undefined: it does. */
  readonly verify: (proposal: Proposal) => Promise<string | undefined>;
  /** Called when a decision is first seen. */
  readonly onDecided: () => void;
}

/** Takes note of decisions that take effect by themselves: each organization says so, and one that it is done. */
export class NotedDecisions {
  readonly #options: NotedDecisionsOptions;
  /** When a decision was first seen, in milliseconds since the epoch. */
  readonly #seen = new Map<string, number>();

  constructor(options: NotedDecisionsOptions) {
    this.#options = options;
  }

  async reconcile(channelID: string): Promise<ReconcileResult> {
    const { context, kind } = this.#options;
    const { index, nodes, writer, views } = context;
    const ids = index.proposals({ kind, channelID });
    const moments: number[] = [];
    const written: string[] = [];
    for (const view of await Promise.all(ids.map((id) => views.get(id)))) {
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

  async #plan(view: ProposalView): Promise<NotedPlan | undefined> {
    const { context, concerns, detailOf, verify, onDecided } = this.#options;
    const { nodes, clock, installOn } = context;
    const { proposal } = view;
    const now = new Date(clock.now());
    const stage = stageOfProposal({ view, mspID: nodes.mspID, installOn, now });
    if (stage === 'over' || (stage === 'deploy' && concerns?.(proposal) === false)) {
      this.#forget(proposal.id);
      return undefined;
    }
    const detail = detailOf(proposal.body);
    if (stage !== 'deploy' || detail === undefined) {
      return undefined;
    }
    if (!this.#seen.has(proposal.id)) {
      onDecided();
    }
    const refusal = await verify(proposal);
    return refusal === undefined
      ? this.#apply(view, detail)
      : { receipts: [{ step: 'verify', state: 'refused', detail: refusal }] };
  }

  #apply({ proposal, outcome }: ProposalView, detail: string): NotedPlan {
    const { nodes, clock } = this.#options.context;
    const seen = this.#seen.get(proposal.id) ?? clock.now();
    this.#seen.set(proposal.id, seen);
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
    const { index, writer } = this.#options.context;
    index.forget(id);
    writer.forget(id);
    this.#seen.delete(id);
  }
}
