// SPDX-License-Identifier: Apache-2.0

import type { LimitName, Proposal, ProposalView, SetLimits } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalFactsFields } from './proposal-facts-schema.js';
import { proposalFactsView } from './proposal-facts-view.js';

const limit = z.int();

const limits = {
  consortiaPerOrganization: limit,
  usersPerOrganization: limit,
  membershipsPerConsortium: limit,
  environmentsPerConsortium: limit,
  nodesPerEnvironment: limit,
  credentialsPerEnvironment: limit,
  requestsPerSecond: limit,
  connectionsPerNode: limit,
} satisfies Record<LimitName, typeof limit>;

/** The limits that hold. */
export const limitsViewSchema = z.strictObject({
  limits: z.strictObject(limits),
  proposalID: z
    .string()
    .exactOptional()
    .meta({ description: 'What changed them last; absent: they are the defaults.' }),
  updated: z.string().exactOptional(),
});

/** A proposal to change limits, in answers. */
export const limitsProposalSchema = z.strictObject({
  ...proposalFactsFields,
  limits: z.strictObject(limits).partial(),
});

/** A proposal whose body is of the kind `set-limits`. */
export type LimitsProposalView = ProposalView & { readonly proposal: Proposal & { readonly body: SetLimits } };

export function isLimitsProposal(view: ProposalView): view is LimitsProposalView {
  return view.proposal.body.kind === 'set-limits';
}

export function limitsProposalView(view: LimitsProposalView) {
  return { ...proposalFactsView(view), limits: view.proposal.body.limits };
}
