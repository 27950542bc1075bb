// SPDX-License-Identifier: Apache-2.0

import type { Emergency, Proposal, ProposalView } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalFactsFields } from './proposal-facts-schema.js';
import { proposalFactsView } from './proposal-facts-view.js';

/** A proposal to halt or resume, in answers. */
export const emergencySchema = z.strictObject({
  ...proposalFactsFields,
  action: z.enum(['halt', 'resume']),
  proposalID: z.string().exactOptional().meta({ description: 'What it is about; absent: everything on the channel.' }),
});

/** A proposal whose body is of the kind `emergency`. */
export type EmergencyView = ProposalView & { readonly proposal: Proposal & { readonly body: Emergency } };

export function isEmergency(view: ProposalView): view is EmergencyView {
  return view.proposal.body.kind === 'emergency';
}

export function emergencyView(view: EmergencyView) {
  const { action, proposalID } = view.proposal.body;
  return { ...proposalFactsView(view), action, ...(proposalID !== undefined && { proposalID }) };
}
