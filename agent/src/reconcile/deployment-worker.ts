// SPDX-License-Identifier: Apache-2.0

import { approveDefinition } from '../actions/approve-definition.js';
import { commitDefinition } from '../actions/commit-definition.js';
import { EndorsedApproval } from '../actions/endorsed-approval.js';
import { installPackage } from '../actions/install-package.js';
import type { Deployment } from '../desired/deployment.js';
import { classifyError, isRefusal, reasonOf } from '../errors/classify-error.js';
import { DeploymentObserver } from '../observe/deployment-observer.js';
import type { ObservedDeployment } from '../observe/observed-deployment.js';
import { planDeployment } from '../plan/plan-deployment.js';
import type { Action, Failure, LedgerFacts, Memory, OwnTransactions, Plan, Stage } from '../plan/plan.js';
import type { ReconcileContext } from './context.js';

/** A refusal whose words are not known is believed when it was heard so many times. */
const refusalsToBelieve = 3;

/** One deployment's observe, plan and act, with what this process remembers of it. */
export class DeploymentWorker {
  readonly deployment: Deployment;
  readonly #context: ReconcileContext;
  readonly #observer: DeploymentObserver;
  readonly #endorsedApproval: EndorsedApproval;
  #memory: Memory = {};
  #failure: Failure | undefined;
  #refusals = 0;
  #transactions: OwnTransactions = {};
  #committed = false;
  #patience = 0;
  #namesEndorsers = true;

  constructor(context: ReconcileContext, deployment: Deployment) {
    this.#context = context;
    this.deployment = deployment;
    const { nodes, clock, services } = context;
    this.#observer = new DeploymentObserver({
      nodes,
      deployment,
      clock,
      observeService: (observed) => services.observe(observed),
    });
    const lifecycle = nodes.lifecycle(deployment.channelID);
    this.#endorsedApproval = new EndorsedApproval({ lifecycle, deployment, clock });
  }

  /** Milliseconds that the look after the next block can wait. */
  get patience(): number {
    return this.#patience;
  }

  /** To be called for every block of the channel. */
  noteBlock(): void {
    this.#endorsedApproval.noteBlock();
  }

  async observe(): Promise<ObservedDeployment> {
    const observed = await this.#observer.observe({ isCommitted: this.#committed });
    this.#committed = observed.peers.some((peer) => peer.reachable && peer.committed === 'same');
    this.#reportPeers(observed);
    this.#context.logger.debug({ proposalID: this.deployment.id, observed }, 'observed');
    return observed;
  }

  plan(input: {
    readonly stage: Stage;
    readonly ledger: LedgerFacts | undefined;
    readonly refusal: string | undefined;
    readonly observed: ObservedDeployment;
  }): Plan {
    const { nodes, clock, graceMilliseconds } = this.#context;
    const { service } = input.observed;
    const plan = planDeployment({
      ...input,
      refusal: input.refusal ?? (service.state === 'refused' ? service.reason : undefined),
      failure: this.#failure ?? failureOnLedger(input.ledger, nodes.mspID),
      deployment: this.deployment,
      mspID: nodes.mspID,
      now: clock.now(),
      graceMilliseconds,
      transactions: this.#transactions,
      endorsementTried: this.#endorsedApproval.tried,
      memory: this.#memory,
    });
    this.#memory = plan.memory;
    this.#patience = plan.awaited.patience ?? 0;
    return plan;
  }

  /**
   * Carries out a plan's actions, all at once. An error of one does not keep the others from being done; the first is
   * thrown when all are over, unless another look is all that it takes.
   */
  async act(actions: readonly Action[]): Promise<void> {
    const results = await Promise.allSettled(actions.map((action) => this.#timed(action)));
    for (const [position, result] of results.entries()) {
      const action = actions[position];
      if (result.status === 'rejected' && action !== undefined) {
        this.#noteError(action, result.reason);
      }
    }
    const failed = results.find(
      (result, position) => result.status === 'rejected' && actions[position]?.type !== 'endorse-approval',
    );
    if (failed?.status === 'rejected' && this.#failure === undefined) {
      throw failed.reason;
    }
  }

  async #timed(action: Action): Promise<void> {
    const stop = this.#context.metrics.startAction(action.type);
    try {
      await this.#do(action);
    } finally {
      stop();
    }
  }

  async #do(action: Action): Promise<void> {
    const { nodes, services, onSideEffect } = this.#context;
    const { deployment } = this;
    const lifecycle = nodes.lifecycle(deployment.channelID);
    switch (action.type) {
      case 'install': {
        const peer = nodes.peers.find(({ name }) => name === action.peer);
        if (peer !== undefined) {
          await installPackage({ peer, deployment, onSideEffect });
          this.#log(`installed ${deployment.packageID} on ${peer.name}`);
        }
        return;
      }
      case 'start-service':
        await services.start(deployment);
        return;
      case 'endorse-approval':
        await this.#endorsedApproval.endorse();
        return;
      case 'approve': {
        const endorsed = this.#endorsedApproval.take();
        const approve = await approveDefinition({ lifecycle, deployment, endorsed, onSideEffect });
        this.#transactions = { ...this.#transactions, approve };
        this.#refusals = 0;
        this.#observer.noteApproved();
        this.#log(`approved ${this.#what}`);
        return;
      }
      case 'commit': {
        const endorsers = this.#namesEndorsers ? action.endorsers : undefined;
        const commit = await commitDefinition({ lifecycle, deployment, endorsers, onSideEffect });
        this.#transactions = { ...this.#transactions, commit };
        this.#context.metrics.committed();
        this.#log(`committed ${this.#what}`);
      }
    }
  }

  /** Another organization may commit at the same time, so only steps of this organization alone can fail for good. */
  #noteError(action: Action, error: unknown): void {
    if (action.type === 'endorse-approval') {
      return;
    }
    this.#observer.forget();
    if (action.type === 'commit') {
      // The channel may ask for other endorsers, and one of these may be away: the Gateway finds out.
      this.#namesEndorsers = false;
      return;
    }
    this.#refusals += action.type === 'approve' && isRefusal(error) ? 1 : 0;
    if (classifyError(error) === 'stop' || this.#refusals >= refusalsToBelieve) {
      const step = action.type === 'start-service' ? 'service' : action.type;
      this.#failure = { step, reason: reasonOf(error) };
      this.#context.logger.error({ proposalID: this.deployment.id, step }, `cannot ${step}: ${reasonOf(error)}`);
    }
  }

  #reportPeers({ peers }: ObservedDeployment): void {
    for (const peer of peers) {
      if (peer.reachable) {
        this.#context.conditions.ok(peer.name);
      } else {
        this.#context.conditions.fail(peer.name, peer.reason);
      }
    }
  }

  get #what(): string {
    const { definition, channelID } = this.deployment;
    return `sequence ${definition.sequence} of ${definition.name} on ${channelID}`;
  }

  #log(message: string): void {
    this.#context.logger.info({ proposalID: this.deployment.id }, message);
  }
}

/** What this organization has found before, and written down, stays true over a restart. */
function failureOnLedger(ledger: LedgerFacts | undefined, mspID: string): Failure | undefined {
  const failed = ledger?.receipts.find((receipt) => receipt.mspID === mspID && receipt.state === 'failed');
  return failed === undefined ? undefined : { step: failed.step, reason: failed.detail };
}
