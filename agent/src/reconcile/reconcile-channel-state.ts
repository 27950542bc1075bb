// SPDX-License-Identifier: Apache-2.0

import type { ProposalBody } from '@opssc/chaincode/model';
import { verifyProposal } from '../desired/verify-proposal.js';
import type { ReconcileContext, ReconcileResult } from './context.js';
import { NotedDecisions } from './noted-decisions.js';

/**
 * Takes note of decisions on whether OpsSC manages a channel. Nothing is to be done on nodes: a disabled channel is one
 * that the agent does no deployments on.
 */
export class ChannelStateReconciler {
  readonly #decisions: NotedDecisions;

  constructor(context: ReconcileContext) {
    this.#decisions = new NotedDecisions({
      context,
      kind: 'channel-state',
      detailOf,
      verify: (proposal) => verifyProposal(proposal, context.configs),
      onDecided: () => {
        context.channelStates.invalidate();
      },
    });
  }

  reconcile(channelID: string): Promise<ReconcileResult> {
    return this.#decisions.reconcile(channelID);
  }
}

function detailOf(body: ProposalBody): string | undefined {
  return body.kind === 'set-channel-state'
    ? `${body.channelID} is ${body.state === 'disabled' ? 'left alone' : 'managed'} from now on`
    : undefined;
}
