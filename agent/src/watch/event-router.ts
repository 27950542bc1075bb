// SPDX-License-Identifier: Apache-2.0

import { ContractError, type OpsEvent, type ProposalFact } from '@opssc/chaincode/model';
import { reasonOf } from '../errors/classify-error.js';
import type { WorkQueue } from '../queue/work-queue.js';
import type { ReconcileContext } from '../reconcile/context.js';
import type { Target } from '../target.js';

export interface EventRouterOptions {
  readonly context: Pick<
    ReconcileContext,
    'nodes' | 'opsChannel' | 'views' | 'index' | 'ownStop' | 'memberships' | 'metrics' | 'channelStates' | 'logger'
  >;
  readonly queue: WorkQueue;
}

/** Receipts and outcomes come in groups and nobody waits for them, so one look does for several. */
const factsMilliseconds = 300;

/** Turns an event of OpsSC into the target that somebody has to look at. */
export class EventRouter {
  readonly #options: EventRouterOptions;

  constructor(options: EventRouterOptions) {
    this.#options = options;
  }

  /** The facts are those of the event's transaction, as far as it tells any. */
  onEvent(event: OpsEvent, facts: readonly ProposalFact[] = []): void {
    const { context, queue } = this.#options;
    context.metrics.event();
    context.logger.debug(event, `event: ${event.type}`);
    if (event.type === 'attested') {
      if (!context.memberships.hasJoined(event.channelID)) {
        queue.enqueue({ kind: 'join', channelID: event.channelID });
      }
      return;
    }
    if (event.type === 'agent') {
      this.#onAgent(event.mspID);
      return;
    }
    if (event.type === 'resource') {
      // It may have let an organization in, or given its members another channel.
      if (event.resource === 'membership' || event.resource === 'environment') {
        queue.enqueue({ kind: 'entries', channelID: context.opsChannel });
      }
      return;
    }
    // A vote on a ballot is one on each of its parts.
    const ids = context.index.partsOf(event.proposalID);
    const targets = ids.map((id) => context.index.target(id)).filter((target) => target !== undefined);
    for (const id of ids) {
      if (facts.length === 0) {
        context.views.invalidate(id);
      }
      for (const fact of facts) {
        context.views.add(id, fact);
      }
    }
    for (const target of targets) {
      this.#wake(target, event.type);
    }
    if (targets.length === 0 && (event.type === 'proposed' || event.type === 'voted')) {
      void this.#find(event.proposalID).then((found) => {
        for (const target of found) {
          this.#wake(target, event.type);
        }
      });
    }
  }

  #wake(target: Target, type: OpsEvent['type']): void {
    const { context, queue } = this.#options;
    if (target.kind === 'channel-state') {
      context.channelStates.invalidate();
    }
    if (target.kind === 'emergency') {
      // It may be decided now: whatever is under way is to be looked at again with the halts in it.
      context.views.invalidateAll();
      context.channelStates.invalidate();
      this.#wakeAll();
    }
    if (target.kind === 'channel-update' && type === 'outcome') {
      // It may have taken the organization out of the channel, which its own peers are not told.
      queue.enqueueAfter({ kind: 'join', channelID: target.channelID }, factsMilliseconds);
    }
    if (type === 'receipt' || type === 'outcome') {
      queue.enqueueAfter(target, factsMilliseconds);
    } else {
      queue.enqueue(target);
    }
  }

  /** An organization told its agents to stop or to go on; only the own one's word counts. */
  #onAgent(mspID: string): void {
    const { context } = this.#options;
    if (mspID === context.nodes.mspID) {
      context.ownStop.invalidate();
      this.#wakeAll();
    }
  }

  #wakeAll(): void {
    const { context, queue } = this.#options;
    for (const target of context.index.targets()) {
      queue.enqueue(target);
    }
  }

  /** A proposal, or the parts of a ballot. What cannot be read now is found by the next resync. */
  async #find(id: string): Promise<readonly Target[]> {
    const { views, index, nodes, logger } = this.#options.context;
    try {
      const { proposal } = await views.get(id);
      return [index.note(proposal)];
    } catch (error) {
      if (!(error instanceof ContractError && error.code === 'NOT_FOUND')) {
        logger.debug({ proposalID: id, reason: reasonOf(error) }, 'could not look a proposal up');
        return [];
      }
    }
    try {
      const { proposals } = await nodes.ops.getBallot(id);
      return proposals.map(({ proposal }) => index.note(proposal));
    } catch (error) {
      logger.debug({ proposalID: id, reason: reasonOf(error) }, 'could not look a ballot up');
      return [];
    }
  }
}
