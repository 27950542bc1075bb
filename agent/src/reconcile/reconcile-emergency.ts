// SPDX-License-Identifier: Apache-2.0

import type { ProposalBody } from '@opssc/chaincode/model';
import { verifyEmergency } from '../desired/verify-emergency.js';
import type { ReconcileContext, ReconcileResult } from './context.js';
import { NotedDecisions } from './noted-decisions.js';

/**
 * Takes note of decisions to halt and to resume. What they are about is looked at again by the event that tells of the
 * deciding vote; here each organization says that it obeys.
 */
export class EmergencyReconciler {
  readonly #decisions: NotedDecisions;

  constructor(context: ReconcileContext) {
    this.#decisions = new NotedDecisions({
      context,
      kind: 'emergency',
      // One about a channel that is to be created concerns those who are not on it yet.
      concerns: ({ body, electorate }) =>
        electorate.members.includes(context.nodes.mspID) || context.memberships.hasJoined(body.channelID),
      detailOf,
      verify: (proposal) => verifyEmergency(proposal, context),
      onDecided: () => {
        context.views.invalidateAll();
        context.channelStates.invalidate();
      },
    });
  }

  reconcile(channelID: string): Promise<ReconcileResult> {
    return this.#decisions.reconcile(channelID);
  }
}

function detailOf(body: ProposalBody): string | undefined {
  if (body.kind !== 'emergency') {
    return undefined;
  }
  const what = body.proposalID === undefined ? `everything on ${body.channelID}` : `proposal ${body.proposalID}`;
  return `${what} is ${body.action === 'halt' ? 'halted' : 'resumed'} from now on`;
}
