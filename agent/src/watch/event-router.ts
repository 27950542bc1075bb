// SPDX-License-Identifier: Apache-2.0

import type { OpsEvent } from '@opssc/chaincode/model';
import { reasonOf } from '../errors/classify-error.js';
import type { WorkQueue } from '../queue/work-queue.js';
import type { ReconcileContext } from '../reconcile/context.js';
import type { Target } from '../target.js';

export interface EventRouterOptions {
  readonly context: Pick<ReconcileContext, 'views' | 'index' | 'metrics' | 'channelStates' | 'logger'>;
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

  onEvent(event: OpsEvent): void {
    const { context, queue } = this.#options;
    context.metrics.event();
    context.logger.debug(event, `event: ${event.type}`);
    if (event.type === 'attested') {
      return;
    }
    context.views.invalidate(event.proposalID);
    const target = context.index.target(event.proposalID);
    if (target !== undefined) {
      this.#wake(target, event.type);
    } else if (event.type === 'proposed' || event.type === 'voted') {
      void this.#find(event.proposalID).then((found) => {
        if (found !== undefined) {
          queue.enqueue(found);
        }
      });
    }
  }

  #wake(target: Target, type: OpsEvent['type']): void {
    const { context, queue } = this.#options;
    if (target.kind === 'channel-state') {
      context.channelStates.invalidate();
    }
    if (type === 'receipt' || type === 'outcome') {
      queue.enqueueAfter(target, factsMilliseconds);
    } else {
      queue.enqueue(target);
    }
  }

  /** A proposal that cannot be read now is found by the next resync. */
  async #find(proposalID: string): Promise<Target | undefined> {
    const { views, index, logger } = this.#options.context;
    try {
      const { proposal } = await views.get(proposalID);
      return index.note(proposalID, proposal.body);
    } catch (error) {
      logger.debug({ proposalID, reason: reasonOf(error) }, 'could not look a proposal up');
      return undefined;
    }
  }
}
