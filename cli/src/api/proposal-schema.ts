// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

const voteSchema = z.looseObject({ mspID: z.string(), status: z.string(), comment: z.string(), time: z.string() });

const receiptSchema = z.looseObject({
  mspID: z.string(),
  step: z.string(),
  state: z.string(),
  detail: z.string(),
  time: z.string(),
});

/**
 * A proposal of any kind as the API shows it: the facts that all kinds share. Whatever else is in it stays as it is, since
 * it is part of what is voted on, and a newer server may show more.
 */
export const proposalSchema = z.looseObject({
  docType: z.literal('proposal'),
  ID: z.string(),
  creator: z.string(),
  channelID: z.string(),
  status: z.string(),
  time: z.string(),
  description: z.string().optional(),
  digest: z.string(),
  expires: z.string(),
  electorate: z.looseObject({ members: z.array(z.string()), policy: z.unknown() }),
  votes: z.array(voteSchema),
  withdrawal: z.looseObject({ mspID: z.string(), comment: z.string() }).optional(),
  receipts: z.array(receiptSchema),
  outcome: z.looseObject({ detail: z.string(), transactionID: z.string().optional() }).optional(),
  supersededBy: z.string().optional(),
  /** ID of the ballot that it is a part of. */
  ballot: z.string().optional(),
  /** Of a channel's update: whose signature is awaited. */
  awaiting: z.array(z.string()).optional(),
});

export type ShownProposal = z.output<typeof proposalSchema>;

/** Several proposals that are voted on once. */
export const ballotSchema = z.looseObject({
  docType: z.literal('ballot'),
  ID: z.string(),
  creator: z.string(),
  time: z.string(),
  description: z.string().optional(),
  digest: z.string(),
  expires: z.string(),
  proposals: z.array(proposalSchema),
});

export type ShownBallot = z.output<typeof ballotSchema>;

/** What an ID stands for. */
export const motionSchema = z.discriminatedUnion('docType', [proposalSchema, ballotSchema]);

export type ShownMotion = z.output<typeof motionSchema>;

/** The proposals that are decided by the votes on it. */
export function partsOf(motion: ShownMotion): readonly ShownProposal[] {
  return motion.docType === 'ballot' ? motion.proposals : [motion];
}
