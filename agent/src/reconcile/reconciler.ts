// SPDX-License-Identifier: Apache-2.0

import { classifyError, reasonOf } from '../errors/classify-error.js';
import type { Wake } from '../queue/wake.js';
import type { WorkQueue } from '../queue/work-queue.js';
import { channelOf, decodeTarget, encodeTarget, type Target } from '../target.js';
import { nothingToDo, type ReconcileContext, type ReconcileResult } from './context.js';
import { reconcileAttestation } from './reconcile-attestation.js';
import type { BootstrapReconciler } from './reconcile-bootstrap.js';
import type { ChannelCreationReconciler } from './reconcile-channel-creation.js';
import type { ChannelStateReconciler } from './reconcile-channel-state.js';
import type { ChannelUpdatesReconciler } from './reconcile-channel-updates.js';
import type { DeploymentsReconciler } from './reconcile-deployments.js';
import type { EmergencyReconciler } from './reconcile-emergency.js';
import type { EntriesReconciler } from './reconcile-entries.js';
import type { GovernanceReconciler } from './reconcile-governance.js';
import type { JoinReconciler } from './reconcile-join.js';
import { reconcileLimits } from './reconcile-limits.js';

export interface ReconcilerOptions {
  readonly context: ReconcileContext;
  readonly queue: WorkQueue;
  readonly bootstrap: BootstrapReconciler;
  readonly deployments: DeploymentsReconciler;
  readonly channelStates: ChannelStateReconciler;
  readonly updates: ChannelUpdatesReconciler;
  readonly creations: ChannelCreationReconciler;
  readonly governance: GovernanceReconciler;
  readonly emergencies: EmergencyReconciler;
  readonly joins: JoinReconciler;
  readonly entries: EntriesReconciler;
}

const firstRetryMilliseconds = 250;
const longestRetryMilliseconds = 10_000;

/** A deployment takes four steps; more than this in one go is a loop, and is slowed down. */
const mostPasses = 12;

/** Looks at one target until there is nothing more to do now, and arranges for the next look. */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  /** Targets that a block of their channel may bring on. */
  readonly #awaitingBlocks = new Set<string>();
  readonly #attempts = new Map<string, number>();
  readonly #reasons = new Map<string, string>();

  constructor(options: ReconcilerOptions) {
    this.#options = options;
  }

  /** To be called for every block of a channel that may hold an approval or a commit. */
  onBlock(channelID: string): void {
    const { queue, context, deployments } = this.#options;
    deployments.noteBlock(channelID);
    for (const target of [...this.#awaitingBlocks].map(decodeTarget)) {
      if (target !== undefined && (channelOf(target) ?? context.opsChannel) === channelID) {
        const patience = target.kind === 'deploy' ? deployments.patience(target) : 0;
        if (patience > 0) {
          queue.enqueueAfter(target, patience);
        } else {
          queue.enqueue(target);
        }
      }
    }
  }

  /** Targets that are under way. */
  get pending(): number {
    return new Set([...this.#awaitingBlocks, ...this.#attempts.keys()]).size;
  }

  async handle(target: Target, wake: Wake): Promise<void> {
    const { writer } = this.#options.context;
    for (let passes = 1; ; passes += 1) {
      wake.clear();
      // From before the look on: a block that comes during it may be newer than what is seen.
      this.#awaitBlocks(target, target.kind === 'deploy' || target.kind === 'bootstrap');
      const result = await this.#look(target);
      const { acted, patience = 0 } = result;
      if (acted && patience === 0 && passes < mostPasses) {
        continue;
      }
      const patient = acted && patience > 0 ? { ...result, after: patience } : result;
      this.#arrange(target, acted && patience === 0 ? { ...result, retry: true } : patient);
      const arrived = await Promise.race([writer.settled(result.proposals), wake.wait()]);
      if (!wake.raised) {
        if (arrived === false) {
          this.#retry(target);
        }
        return;
      }
    }
  }

  async #look(target: Target): Promise<ReconcileResult> {
    const { context } = this.#options;
    const key = encodeTarget(target);
    const started = context.clock.now();
    try {
      const result = await this.#reconcile(target);
      const { acted, retry, awaitsBlocks, after } = result;
      const milliseconds = context.clock.now() - started;
      context.logger.debug({ target: key, milliseconds, acted, retry, awaitsBlocks, after }, `looked at ${key}`);
      context.metrics.reconciled(target.kind, result.acted ? 'acted' : result.retry ? 'waiting' : 'settled');
      this.#reasons.delete(key);
      return result;
    } catch (error) {
      const verdict = classifyError(error);
      const reason = reasonOf(error);
      context.metrics.reconciled(target.kind, verdict === 'wait' ? 'waiting' : 'failed');
      // Said once; what is not there is said by readiness.
      const level = this.#reasons.get(key) === reason || verdict === 'wait' ? 'debug' : 'warn';
      this.#reasons.set(key, reason);
      context.logger[level]({ target: key, reason }, `will look at ${key} again: ${reason}`);
      return { ...nothingToDo, awaitsBlocks: verdict !== 'stop', retry: verdict !== 'stop' };
    }
  }

  async #reconcile(target: Target): Promise<ReconcileResult> {
    const { context, bootstrap, deployments, channelStates, updates, creations, joins } = this.#options;
    if (!isForUs(target, context) || (await isStopped(target, context))) {
      return nothingToDo;
    }
    switch (target.kind) {
      case 'bootstrap':
        return bootstrap.reconcile();
      case 'deploy':
        return deployments.reconcile(target);
      case 'channel-state':
        return channelStates.reconcile(target.channelID);
      case 'attest':
        return reconcileAttestation(context, target.channelID);
      case 'channel-update':
        return updates.reconcile(target.channelID);
      case 'channel-create':
        return creations.reconcile(target.channelID);
      case 'join':
        return joins.reconcile(target.channelID);
      case 'governance':
        return this.#options.governance.reconcile(target.channelID);
      case 'emergency':
        return this.#options.emergencies.reconcile(target.channelID);
      case 'limits':
        return reconcileLimits(context, target.channelID);
      case 'entries':
        return this.#options.entries.reconcile();
    }
  }

  #arrange(target: Target, result: ReconcileResult): void {
    this.#awaitBlocks(target, result.awaitsBlocks);
    if (result.after !== undefined) {
      this.#options.queue.enqueueAfter(target, result.after);
    }
    if (result.retry) {
      this.#retry(target);
    } else {
      this.#attempts.delete(encodeTarget(target));
    }
  }

  #awaitBlocks(target: Target, awaited: boolean): void {
    const key = encodeTarget(target);
    if (awaited) {
      this.#awaitingBlocks.add(key);
    } else {
      this.#awaitingBlocks.delete(key);
    }
  }

  #retry(target: Target): void {
    const key = encodeTarget(target);
    const attempts = this.#attempts.get(key) ?? 0;
    this.#attempts.set(key, attempts + 1);
    const delay = Math.min(firstRetryMilliseconds * 2 ** attempts, longestRetryMilliseconds);
    this.#options.queue.enqueueAfter(target, delay);
  }
}

/** Nothing is done on channels that the organization is not on; but it may come to be on them. */
function isForUs(target: Target, { memberships, opsChannel }: ReconcileContext): boolean {
  if (target.kind === 'join') {
    return target.channelID === opsChannel || !memberships.hasLeft(opsChannel);
  }
  return (
    !memberships.hasLeft(opsChannel) &&
    (target.kind === 'channel-create' ||
      target.kind === 'emergency' ||
      memberships.actsOn(channelOf(target) ?? opsChannel))
  );
}

/**
 * Whether the organization has told its agents to stop. Where OpsSC is not there yet, or is of an older version, nobody can
 * have told so: its bootstrap and the way to the ops-channel must not wait for the answer.
 */
async function isStopped(target: Target, { ownStop, opsChannel }: ReconcileContext): Promise<boolean> {
  if (target.kind === 'bootstrap' || (target.kind === 'join' && target.channelID === opsChannel)) {
    return ownStop.isStopped().catch(() => false);
  }
  return ownStop.isStopped();
}
