// SPDX-License-Identifier: Apache-2.0

import type { BallotView, ProposalView } from '@opssc/chaincode/model';
import { z } from 'zod';
import { channelProposalSchema, channelProposalView, isChannelProposal } from './channel-proposal-view.js';
import { subjectViewSchema } from './subject-view-schema.js';

/** One proposal for several channels, in answers: what is voted on once, and its parts. */
export const ballotSchema = z.strictObject({
  docType: z.literal('ballot'),
  ID: z.string(),
  creator: z.string().meta({ description: 'MSP ID of the proposer.' }),
  subject: subjectViewSchema.exactOptional(),
  time: z.string().meta({ description: 'ISO 8601, UTC: of the transaction.' }),
  description: z.string().exactOptional(),
  digest: z.string().meta({ description: "Of the parts' digests: what votes are cast on." }),
  expires: z.string().meta({ description: 'ISO 8601, UTC. No vote counts after it.' }),
  channelIDs: z.array(z.string()),
  statuses: z.record(z.string(), channelProposalSchema.shape.status).meta({ description: 'By channel.' }),
  proposals: z
    .array(channelProposalSchema)
    .meta({ description: 'The parts: one a channel, each decided and carried out by itself.' }),
});

export function ballotView({ ballot, proposals }: BallotView) {
  const parts = proposals.filter(isChannelProposal);
  return {
    docType: 'ballot' as const,
    ID: ballot.id,
    creator: ballot.proposer,
    ...(ballot.subject !== undefined && { subject: ballot.subject }),
    time: ballot.created,
    ...(ballot.description !== undefined && { description: ballot.description }),
    digest: ballot.digest,
    expires: ballot.expires,
    channelIDs: parts.map(channelOf),
    statuses: Object.fromEntries(parts.map((part) => [channelOf(part), part.status])),
    proposals: parts.map(channelProposalView),
  };
}

function channelOf({ proposal }: ProposalView): string {
  return proposal.body.channelID;
}
