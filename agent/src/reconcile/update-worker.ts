// SPDX-License-Identifier: Apache-2.0

import type { ProposalView, UpdateChannel } from '@opssc/chaincode/model';
import { signUpdate } from '../actions/sign-update.js';
import { submitUpdate } from '../actions/submit-update.js';
import { signingWill } from '../desired/signing-will.js';
import { verifyProposal } from '../desired/verify-proposal.js';
import { isRefusal, reasonOf } from '../errors/classify-error.js';
import type { ObservedUpdate, OpenUpdate } from '../observe/observed-update.js';
import type { UpdateObserver } from '../observe/update-observer.js';
import { planUpdate } from '../plan/plan-update.js';
import type { UpdateMemory, UpdatePlan } from '../plan/update-plan.js';
import type { ReconcileContext } from './context.js';

/** A refusal of the ordering service, foreseen by no simulation, is believed when it was heard so many times. */
const refusalsToBelieve = 3;

/** One decided change of a channel: its observe, plan and act, with what this process remembers of it. */
export class UpdateWorker {
  readonly #context: ReconcileContext;
  readonly #observer: UpdateObserver;
  readonly #body: UpdateChannel;
  readonly #id: string;
  #memory: UpdateMemory = {};
  #refused: { readonly updateDigest: string; readonly times: number; readonly reason: string } | undefined;

  constructor(options: { context: ReconcileContext; observer: UpdateObserver; id: string; body: UpdateChannel }) {
    this.#context = options.context;
    this.#observer = options.observer;
    this.#id = options.id;
    this.#body = options.body;
  }

  async look(
    view: ProposalView,
    predecessor: string | undefined,
  ): Promise<{ observed: ObservedUpdate; plan: UpdatePlan }> {
    const { nodes, configs, clock, signOn } = this.#context;
    const { mspID } = nodes;
    const [observed, refusal] = await Promise.all([
      this.#observer.observe(view, this.#body),
      verifyProposal(view.proposal, configs),
    ]);
    const { electorate } = view.proposal;
    const refused = observed.state === 'open' && observed.updateDigest === this.#refused?.updateDigest;
    const believed = refused && this.#refused !== undefined && this.#refused.times >= refusalsToBelieve;
    const plan = planUpdate({
      id: this.#id,
      electorate: electorate.members,
      mspID,
      now: clock.now(),
      will: signingWill({ view, mspID, signOn }),
      ledger: { policy: electorate.policy, receipts: view.receipts, outcome: view.outcome },
      refusal,
      failure: believed ? { step: 'commit', reason: this.#refused?.reason ?? '' } : undefined,
      observed,
      signed: view.signatures
        .filter((signature) => signature.mspID === mspID)
        .map((signature) => signature.updateDigest),
      predecessor,
      memory: this.#memory,
    });
    this.#memory = plan.memory;
    return { observed, plan };
  }

  async act(action: 'sign' | 'submit', update: OpenUpdate): Promise<void> {
    const { metrics } = this.#context;
    const stop = metrics.startAction(action === 'sign' ? 'sign' : 'broadcast');
    try {
      await (action === 'sign' ? this.#sign(update) : this.#submit(update));
    } finally {
      stop();
    }
  }

  async #sign(update: OpenUpdate): Promise<void> {
    const { nodes, configs, views, clock, logger, onSideEffect } = this.#context;
    const proposalID = this.#id;
    const { mspID, signer, ops } = nodes;
    const { config } = await configs.get(this.#body.channelID);
    // It may be this agent that submits as soon as the signatures are there.
    nodes.ordering(config).connect();
    const fact = await signUpdate({ proposalID, mspID, update, signer, ops, clock, onSideEffect });
    // The block that brings it may come a moment later.
    views.add(proposalID, { type: 'signature', fact });
    const { updateDigest, configSequence } = update;
    logger.info({ proposalID, updateDigest }, `signed the update of configuration ${configSequence}`);
  }

  async #submit(update: OpenUpdate): Promise<void> {
    const { nodes, configs, clock, conditions, logger, onSideEffect } = this.#context;
    const { channelID } = this.#body;
    const proposalID = this.#id;
    const { config } = await configs.get(channelID);
    const condition = `ordering of ${channelID}`;
    try {
      await submitUpdate({
        channelID,
        proposalID,
        update,
        signer: nodes.signer,
        ordering: nodes.ordering(config),
        timestamp: new Date(clock.now()),
        onSideEffect,
      });
      conditions.ok(condition);
      this.#memory = { ...this.#memory, sentAt: clock.now() };
      logger.info({ proposalID, updateDigest: update.updateDigest }, `submitted the update of ${channelID}`);
    } catch (error) {
      // It may be that the channel's configuration has moved, and the own peers were a moment behind.
      configs.invalidate(channelID);
      if (isRefusal(error)) {
        this.#noteRefusal(update, reasonOf(error));
      } else {
        conditions.fail(condition, reasonOf(error));
      }
      throw error;
    }
  }

  #noteRefusal({ updateDigest }: OpenUpdate, reason: string): void {
    const before = this.#refused?.updateDigest === updateDigest ? this.#refused.times : 0;
    this.#refused = { updateDigest, times: before + 1, reason };
  }
}
