// SPDX-License-Identifier: Apache-2.0

import type { Governance } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalSchema, type ShownProposal } from '../api/proposal-schema.js';
import type { ProposalResource } from './proposal-resource.js';

const changeSchema = z.looseObject({
  scope: z.string(),
  /** As a tree, which a newer server may have new forms of. */
  policy: z.unknown().exactOptional(),
  votingSeconds: z.int().exactOptional(),
  graceSeconds: z.int().exactOptional(),
  repeal: z.literal(true).exactOptional(),
});

/** A scope's policy, given or repealed. */
export type ShownPolicyChange = z.output<typeof changeSchema>;

/** A proposal to change the constitution. */
export const governanceProposalSchema = proposalSchema.extend({ changes: z.array(changeSchema) });

export const governanceProposals: ProposalResource = {
  path: '/governance/proposals',
  // An agent enacts it.
  doneWhen: 'committed',
  subjectOf: (proposal) =>
    changesOf(proposal)
      .map(({ scope, repeal }) => (repeal === true ? `repeal ${scope}` : scope))
      .join(', '),
  bodyOf: (proposal) => ({
    kind: 'governance' satisfies Governance['kind'],
    channelID: proposal.channelID,
    changes: changesOf(proposal),
  }),
  stepsOf: () => [],
};

/** As they are voted on. The API shows each policy as a text too, which is no part of it. */
export function changesOf(proposal: ShownProposal): readonly ShownPolicyChange[] {
  return governanceProposalSchema.parse(proposal).changes.map(withoutText);
}

function withoutText({ policyText: _text, ...change }: ShownPolicyChange): ShownPolicyChange {
  return change;
}
