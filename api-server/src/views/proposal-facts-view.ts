// SPDX-License-Identifier: Apache-2.0

import type { ProposalView } from '@opssc/chaincode/model';

/** What answers say of proposals of every kind, see `proposalFactsFields`. */
export function proposalFactsView(view: ProposalView) {
  const { proposal, votes, withdrawal, receipts, outcome, supersededBy, status, decision } = view;
  return {
    docType: 'proposal' as const,
    ID: proposal.id,
    creator: proposal.proposer,
    channelID: proposal.body.channelID,
    status,
    time: proposal.created,
    ...(proposal.description !== undefined && { description: proposal.description }),
    digest: proposal.digest,
    expires: proposal.expires,
    electorate: proposal.electorate,
    decision,
    votes: votes.map(withoutProposalID),
    ...(withdrawal !== undefined && { withdrawal: withoutProposalID(withdrawal) }),
    receipts: receipts.map(withoutProposalID),
    ...(outcome !== undefined && { outcome: withoutProposalID(outcome) }),
    ...(supersededBy !== undefined && { supersededBy }),
  };
}

function withoutProposalID<Fact extends { readonly proposalID: string }>(fact: Fact): Omit<Fact, 'proposalID'> {
  const { proposalID: _, ...rest } = fact;
  return rest;
}
