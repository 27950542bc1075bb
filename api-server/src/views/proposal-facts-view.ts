// SPDX-License-Identifier: Apache-2.0

import type { ProposalView } from '@opssc/chaincode/model';
import { without } from '../without.js';

/** What answers say of proposals of every kind, see `proposalFactsFields`. */
export function proposalFactsView(view: ProposalView) {
  const { proposal, votes, withdrawal, receipts, outcome, supersededBy, status, decision, halts } = view;
  return {
    docType: 'proposal' as const,
    ID: proposal.id,
    creator: proposal.proposer,
    ...(proposal.subject !== undefined && { subject: proposal.subject }),
    channelID: proposal.body.channelID,
    status,
    time: proposal.created,
    ...(proposal.description !== undefined && { description: proposal.description }),
    digest: proposal.digest,
    expires: proposal.expires,
    electorate: proposal.electorate,
    decision,
    votes: votes.map((vote) => without(vote, 'proposalID')),
    ...(withdrawal !== undefined && { withdrawal: without(withdrawal, 'proposalID') }),
    receipts: receipts.map((receipt) => without(receipt, 'proposalID')),
    ...(proposal.graceSeconds !== undefined && { graceSeconds: proposal.graceSeconds }),
    ...(halts !== undefined && { halts }),
    ...(outcome !== undefined && { outcome: without(outcome, 'proposalID') }),
    ...(supersededBy !== undefined && { supersededBy }),
  };
}
