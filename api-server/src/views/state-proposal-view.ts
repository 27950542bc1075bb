// SPDX-License-Identifier: Apache-2.0

import type { Proposal, ProposalView, SetChannelState } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalFactsFields } from './proposal-facts-schema.js';
import { proposalFactsView } from './proposal-facts-view.js';

/** A proposal to let OpsSC manage a channel or leave it alone, in answers. */
export const stateProposalSchema = z.strictObject({
  ...proposalFactsFields,
  state: z.enum(['application', 'disabled']),
});

/** A proposal whose body is of the kind `set-channel-state`. */
export type StateProposalView = ProposalView & { readonly proposal: Proposal & { readonly body: SetChannelState } };

export function isStateProposal(view: ProposalView): view is StateProposalView {
  return view.proposal.body.kind === 'set-channel-state';
}

export function stateProposalView(view: StateProposalView) {
  return { ...proposalFactsView(view), state: view.proposal.body.state };
}
