// SPDX-License-Identifier: Apache-2.0

import { byteOrder, type ProposalView } from '@opssc/chaincode/model';
import { graceLeft } from '../desired/grace-left.js';
import { heldBack } from '../desired/held-back.js';
import { stageOfProposal } from '../desired/stage-of-proposal.js';
import type { ObservedUpdate } from '../observe/observed-update.js';
import { UpdateObserver } from '../observe/update-observer.js';
import type { UpdatePlan } from '../plan/update-plan.js';
import { whereHalted } from '../plan/where-halted.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';
import { UpdateWorker } from './update-worker.js';

interface Planned {
  readonly view: ProposalView;
  readonly worker: UpdateWorker;
  readonly observed: ObservedUpdate;
  readonly plan: UpdatePlan;
}

/** Brings a channel's configuration to what was decided, through rounds of signatures on the ledger. */
export class ChannelUpdatesReconciler {
  readonly #context: ReconcileContext;
  readonly #observer: UpdateObserver;
  readonly #workers = new Map<string, UpdateWorker>();

  constructor(context: ReconcileContext) {
    this.#context = context;
    const { nodes, configs, clock, logger } = context;
    this.#observer = new UpdateObserver({ peers: nodes.peers, configs, clock, logger });
  }

  async reconcile(channelID: string): Promise<ReconcileResult> {
    const { index, channelStates, views } = this.#context;
    const ids = index.proposals({ kind: 'channel-update', channelID });
    if (ids.length === 0 || (await channelStates.isDisabled(channelID))) {
      return nothingToDo;
    }
    const read = await Promise.all(ids.map((id) => views.get(id)));
    const planned = await this.#plan(this.#decided(read));
    for (const { view, plan } of planned) {
      this.#write(view, plan);
    }
    const acting = planned.filter(({ plan }) => plan.action !== undefined);
    // One after the other: what two of them change may be the same element.
    for (const { worker, observed, plan } of acting) {
      if (observed.state === 'open' && plan.action !== undefined) {
        await worker.act(plan.action, observed);
      }
    }
    const now = new Date(this.#context.clock.now());
    return resultOf(planned, {
      acted: acting.length > 0,
      graces: read.map((view) => graceLeft(view, now)),
    });
  }

  /** In the order in which they were proposed. */
  #decided(views: readonly ProposalView[]): readonly ProposalView[] {
    const { nodes, installOn, clock } = this.#context;
    const now = new Date(clock.now());
    const stages = views.map((view) => ({
      view,
      stage: stageOfProposal({ view, mspID: nodes.mspID, installOn, now }),
    }));
    for (const { view, stage } of stages) {
      if (stage === 'over') {
        this.#forget(view.proposal.id);
      }
    }
    return stages
      .filter(({ stage }) => stage === 'deploy')
      .map(({ view }) => view)
      .sort(({ proposal: a }, { proposal: b }) => byteOrder(a.created, b.created) || byteOrder(a.id, b.id));
  }

  async #plan(views: readonly ProposalView[]): Promise<readonly Planned[]> {
    const { nodes } = this.#context;
    const planned: Planned[] = [];
    for (const view of views) {
      const worker = this.#worker(view);
      if (worker !== undefined) {
        const predecessor = planned.find(({ observed }) => observed.state === 'open')?.view.proposal.id;
        const { observed, plan } = await worker.look(view, predecessor);
        const held = await heldBack(view, this.#context);
        const { receipts } = view;
        planned.push({
          view,
          worker,
          observed,
          plan: whereHalted(plan, { held, receipts, mspID: nodes.mspID, idle: { action: undefined } }),
        });
      }
    }
    return planned;
  }

  #worker({ proposal: { id, body } }: ProposalView): UpdateWorker | undefined {
    if (body.kind !== 'update-channel') {
      return undefined;
    }
    const worker =
      this.#workers.get(id) ?? new UpdateWorker({ context: this.#context, observer: this.#observer, id, body });
    this.#workers.set(id, worker);
    return worker;
  }

  #write({ proposal: { id }, receipts }: ProposalView, plan: UpdatePlan): void {
    const { nodes, writer } = this.#context;
    writer.write(
      id,
      plan,
      receipts.filter(({ mspID }) => mspID === nodes.mspID),
    );
    if (plan.settled) {
      this.#forget(id);
    }
  }

  #forget(id: string): void {
    this.#context.index.forget(id);
    this.#context.writer.forget(id);
    this.#observer.forget(id);
    this.#workers.delete(id);
  }
}

/** Blocks bring nothing that their configuration does not, and that wakes up this target by itself. */
function resultOf(
  planned: readonly Planned[],
  { acted, graces }: { readonly acted: boolean; readonly graces: readonly (number | undefined)[] },
): ReconcileResult {
  const moments = [...planned.map(({ plan }) => plan.after), ...graces].filter((after) => after !== undefined);
  return {
    acted,
    awaitsBlocks: false,
    retry: false,
    after: moments.length === 0 ? undefined : Math.max(0, Math.min(...moments)),
    proposals: planned.map(({ view }) => view.proposal.id),
  };
}
