// SPDX-License-Identifier: Apache-2.0

import { statusSchema } from '@opssc/chaincode/model';
import { z } from 'zod';
import { haltSchema } from './halt-view.js';
import { policyViewSchema } from './policy-view-schema.js';
import { subjectViewSchema } from './subject-view-schema.js';
import { voteViewSchema } from './vote-view-schema.js';

const time = z.string().meta({ description: 'ISO 8601, UTC: of the transaction.' });
const mspID = z.string().meta({ description: 'MSP ID of the organization.' });

const receiptSchema = z
  .strictObject({
    mspID,
    step: z.enum(['verify', 'install', 'service', 'approve', 'sign', 'join', 'commit', 'apply', 'halt']),
    state: z.enum(['done', 'waiting', 'failed', 'refused']),
    detail: z.string(),
    observed: z.strictObject({
      packageID: z.string().exactOptional(),
      peers: z.array(z.string()).exactOptional(),
      transactionID: z.string().exactOptional(),
      block: z.string().exactOptional(),
      updateDigest: z.string().exactOptional(),
      configSequence: z.int().exactOptional(),
      awaiting: z.array(mspID).exactOptional().meta({ description: 'Whose signature on the update is missing.' }),
      orderers: z.array(z.string()).exactOptional(),
    }),
    time,
  })
  .meta({ description: "What an organization's agent did about it, and saw on that organization's own nodes." });

const outcomeSchema = z.strictObject({
  mspID,
  status: z.enum(['committed', 'failed']),
  detail: z.string(),
  transactionID: z.string().exactOptional(),
  block: z.string().exactOptional(),
  subject: subjectViewSchema.exactOptional(),
  time,
});

/** What answers say of proposals of every kind: first the fields of OpsSC v0.4, then the facts behind the status. */
export const proposalFactsFields = {
  docType: z.literal('proposal'),
  ID: z.string(),
  creator: z.string().meta({ description: 'MSP ID of the proposer.' }),
  subject: subjectViewSchema.exactOptional(),
  channelID: z.string(),
  status: statusSchema.meta({ description: 'Derived from the facts below at the time of the query.' }),
  time,
  description: z.string().exactOptional(),
  digest: z.string().meta({ description: 'Hex SHA-256 of the canonical body: what votes are cast on.' }),
  expires: z.string().meta({ description: 'ISO 8601, UTC. No vote counts after it.' }),
  electorate: z
    .strictObject({
      members: z.array(mspID),
      policy: policyViewSchema,
      scope: z.string().exactOptional().meta({ description: "The constitution's scope that the policy is from." }),
      configSequence: z.int(),
    })
    .meta({ description: 'Who decides, fixed when the proposal was made.' }),
  decision: z.enum(['proposed', 'approved', 'rejected', 'withdrawn', 'expired']),
  votes: z
    .array(voteViewSchema)
    .meta({ description: "Of a part of a ballot: the ballot's, also those of organizations that do not decide here." }),
  withdrawal: z
    .strictObject({ mspID, comment: z.string(), subject: subjectViewSchema.exactOptional(), time })
    .exactOptional(),
  receipts: z.array(receiptSchema),
  graceSeconds: z.int().exactOptional().meta({ description: 'From the decision on, nobody acts on it for so long.' }),
  halts: z.array(haltSchema).exactOptional().meta({ description: 'Decisions on halting it, or all of its channel.' }),
  outcome: outcomeSchema.exactOptional(),
  supersededBy: z.string().exactOptional().meta({ description: 'The proposal of a later sequence that came first.' }),
};
