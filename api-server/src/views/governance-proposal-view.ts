// SPDX-License-Identifier: Apache-2.0

import type { Governance, PolicyChange, Proposal, ProposalView } from '@opssc/chaincode/model';
import { policyText } from '@opssc/chaincode/model';
import { z } from 'zod';
import { policyViewSchema } from './policy-view-schema.js';
import { proposalFactsFields } from './proposal-facts-schema.js';
import { proposalFactsView } from './proposal-facts-view.js';

/** What the policy of a scope is made of, in answers. */
export const policyTermsFields = {
  policy: policyViewSchema,
  policyText: z.string().meta({ description: 'The same in its text form.' }),
  votingSeconds: z.int().exactOptional().meta({ description: 'From a proposal to the end of its votes, at most.' }),
  graceSeconds: z.int().exactOptional().meta({ description: 'From a decision to the first action on it.' }),
};

const changeSchema = z.strictObject({
  scope: z.string(),
  policy: policyTermsFields.policy.exactOptional(),
  policyText: policyTermsFields.policyText.exactOptional(),
  votingSeconds: policyTermsFields.votingSeconds,
  graceSeconds: policyTermsFields.graceSeconds,
  repeal: z.literal(true).exactOptional(),
});

/** A proposal to change the constitution, in answers. */
export const governanceProposalSchema = z.strictObject({ ...proposalFactsFields, changes: z.array(changeSchema) });

/** A proposal whose body is of the kind `governance`. */
export type GovernanceProposalView = ProposalView & { readonly proposal: Proposal & { readonly body: Governance } };

export function isGovernanceProposal(view: ProposalView): view is GovernanceProposalView {
  return view.proposal.body.kind === 'governance';
}

export function governanceProposalView(view: GovernanceProposalView) {
  return { ...proposalFactsView(view), changes: view.proposal.body.changes.map(changeView) };
}

function changeView(change: PolicyChange) {
  const { policy } = change;
  return { ...change, ...(policy !== undefined && { policyText: policyText(policy) }) };
}
