// SPDX-License-Identifier: Apache-2.0

import type { ProposalView } from '@opssc/chaincode/model';
import { enactProposal } from '../actions/enact-proposal.js';
import { graceLeft } from '../desired/grace-left.js';
import { heldBack } from '../desired/held-back.js';
import { stageOfProposal } from '../desired/stage-of-proposal.js';
import { verifyProposal } from '../desired/verify-proposal.js';
import { commitOrder } from '../plan/commit-order.js';
import { turnMilliseconds } from '../plan/plan-commit.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';

/**
 * Enacts decided changes of the constitution. The contract verifies the decision, so it does not matter who does it: one
 * organization after the other tries, until it is done.
 */
export class GovernanceReconciler {
  readonly #context: ReconcileContext;
  /** When a decision was first seen, in milliseconds since the epoch. */
  readonly #seen = new Map<string, number>();

  constructor(context: ReconcileContext) {
    this.#context = context;
  }

  async reconcile(channelID: string): Promise<ReconcileResult> {
    const { index, views } = this.#context;
    const ids = index.proposals({ kind: 'governance', channelID });
    const results: ReconcileResult[] = [];
    for (const view of await Promise.all(ids.map((id) => views.get(id)))) {
      results.push(await this.#reconcile(view));
    }
    // The contract lets one proposal at a time be open.
    return results.find(({ acted }) => acted) ?? results.at(-1) ?? nothingToDo;
  }

  async #reconcile(view: ProposalView): Promise<ReconcileResult> {
    const { nodes, clock, installOn, configs, writer } = this.#context;
    const { proposal, receipts, outcome } = view;
    const { id } = proposal;
    const now = new Date(clock.now());
    const stage = stageOfProposal({ view, mspID: nodes.mspID, installOn, now });
    if (stage === 'over' || outcome !== undefined) {
      this.#forget(id);
      return nothingToDo;
    }
    if (stage !== 'deploy') {
      return { ...nothingToDo, after: graceLeft(view, now) };
    }
    const refusal = await verifyProposal(proposal, configs);
    if (refusal !== undefined) {
      const own = receipts.filter(({ mspID }) => mspID === nodes.mspID);
      writer.write(id, { receipts: [{ step: 'verify', state: 'refused', detail: refusal }] }, own);
      return { ...nothingToDo, proposals: [id] };
    }
    return (await heldBack(view, this.#context)) === undefined ? this.#enactInTurn(view) : nothingToDo;
  }

  async #enactInTurn({ proposal }: ProposalView): Promise<ReconcileResult> {
    const { nodes, clock, views, logger, onSideEffect } = this.#context;
    const { id, electorate } = proposal;
    const seen = this.#seen.get(id) ?? clock.now();
    this.#seen.set(id, seen);
    const turn = Math.max(0, commitOrder(id, electorate.members).indexOf(nodes.mspID)) * turnMilliseconds;
    const left = seen + turn - clock.now();
    if (left > 0) {
      return { ...nothingToDo, after: left };
    }
    await enactProposal({ ops: nodes.ops, proposalID: id, onSideEffect });
    views.invalidate(id);
    logger.info({ proposalID: id }, `enacted ${id}`);
    // The own peer that is asked next may be a block behind.
    return { ...nothingToDo, after: turnMilliseconds };
  }

  #forget(id: string): void {
    this.#context.index.forget(id);
    this.#context.writer.forget(id);
    this.#seen.delete(id);
  }
}
