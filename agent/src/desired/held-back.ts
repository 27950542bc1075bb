// SPDX-License-Identifier: Apache-2.0

import { type Halt, type ProposalView } from '@opssc/chaincode/model';
import type { ReconcileContext } from '../reconcile/context.js';
import { verifyEmergency } from './verify-emergency.js';

/**
 * Why nothing may be carried out of a proposal now; undefined: it may. To halt is safe, so it is obeyed as the contract
 * tells it; what resumes is obeyed only when it was decided by those who may, by the own peers' configuration.
 */
export async function heldBack(
  { halts = [] }: ProposalView,
  context: Pick<ReconcileContext, 'configs' | 'views'>,
): Promise<string | undefined> {
  for (const halt of halts) {
    const reason =
      halt.state === 'halted' ? `${whatOf(halt)} is halted by ${halt.decidedBy}` : await doubt(halt, context);
    if (reason !== undefined) {
      return reason;
    }
  }
  return undefined;
}

async function doubt(halt: Halt, context: Pick<ReconcileContext, 'configs' | 'views'>): Promise<string | undefined> {
  const { proposal } = await context.views.get(halt.decidedBy);
  const refusal = await verifyEmergency(proposal, context);
  return refusal && `${whatOf(halt)} stays halted, since ${halt.decidedBy} does not count: ${refusal}`;
}

function whatOf({ channelID, proposalID }: Halt): string {
  return proposalID === undefined ? `everything on ${channelID}` : `proposal ${proposalID}`;
}
