// SPDX-License-Identifier: Apache-2.0

import { attributedTo, type CredentialView, type NodeView } from '@opssc/chaincode/model';
import { z } from 'zod';
import { applicationName } from '../applications/application.js';
import { without } from '../without.js';
import { policyViewSchema } from './policy-view-schema.js';
import { subjectViewSchema } from './subject-view-schema.js';

const mspID = z.string().meta({ description: 'MSP ID of the organization.' });
const time = z.string().meta({ description: 'ISO 8601, UTC: of the transaction.' });
const closed = time.exactOptional().meta({ description: 'When it ended, for good.' });

const recorded = {
  revision: z.int().meta({ description: '1 at first, one more with each change.' }),
  created: time,
  updated: time,
};

export const organizationResourceSchema = z.strictObject({
  kind: z.literal('organization'),
  mspID,
  displayName: z.string(),
  contact: z.string().exactOptional(),
  users: z.array(
    z.strictObject({
      subjectHash: z.string().meta({ description: 'Hex SHA-256 of the subject.' }),
      roles: z.array(z.enum(['viewer', 'proposer', 'voter', 'admin'])),
    }),
  ),
  consortia: z.array(z.string()).meta({ description: 'IDs of those that it holds a place in.' }),
  state: z.enum(['open', 'closed']),
  closed: time.exactOptional().meta({ description: 'When it was closed.' }),
  ...recorded,
});

export const consortiumSchema = z.strictObject({
  kind: z.literal('consortium'),
  consortiumID: z.string(),
  displayName: z.string(),
  description: z.string().exactOptional(),
  founder: mspID,
  ownership: z.enum(['single', 'multi']),
  state: z.enum(['open', 'closed']),
  closed,
  ...recorded,
});

const motionSchema = z.strictObject({
  number: z.int().meta({ description: 'What a vote is cast on.' }),
  aim: z.enum(['admit', 'suspend', 'resume', 'remove']),
  by: mspID,
  electorate: z.strictObject({ members: z.array(mspID), policy: policyViewSchema }),
  expires: z.string().meta({ description: 'ISO 8601, UTC. No vote counts after it.' }),
});

const membershipVoteSchema = z.strictObject({
  consortiumID: z.string(),
  candidate: mspID,
  motion: z.int(),
  mspID,
  status: z.enum(['agreed', 'disagreed']),
  comment: z.string(),
  subject: subjectViewSchema.exactOptional(),
  time,
});

export const membershipSchema = z.strictObject({
  kind: z.literal('membership'),
  consortiumID: z.string(),
  mspID,
  holder: mspID.meta({ description: 'MSP ID of who manages it: itself, or the founder of a `single` consortium.' }),
  term: z.int().meta({ description: 'Counts its invitations.' }),
  state: z.enum(['invited', 'accepted', 'voted-in', 'rejected', 'expired', 'active', 'suspended', 'left', 'removed']),
  recorded: z
    .enum(['invited', 'accepted', 'active', 'suspended', 'left', 'removed'])
    .meta({ description: 'As last written; `state` is what votes and time have made of it.' }),
  invitation: z.strictObject({ by: mspID, expires: z.string() }).exactOptional(),
  motion: motionSchema.exactOptional().meta({ description: 'What the active members vote on, or voted on last.' }),
  votes: z.array(membershipVoteSchema),
  definition: z.record(z.string(), z.unknown()).exactOptional(),
  ...recorded,
});

export const environmentSchema = z.strictObject({
  kind: z.literal('environment'),
  environmentID: z.string(),
  consortiumID: z.string(),
  displayName: z.string(),
  consensus: z.enum(['raft', 'bft']),
  fabricVersion: z.string(),
  region: z.string().exactOptional(),
  channels: z.array(z.string()),
  holder: mspID,
  state: z.enum(['open', 'closed']),
  members: z.array(mspID).meta({ description: "The consortium's active members." }),
  closed,
  ...recorded,
});

export const nodeSchema = z.strictObject({
  kind: z.literal('node'),
  environmentID: z.string(),
  name: z.string(),
  mspID,
  term: z.int(),
  type: z.enum(['peer', 'orderer', 'ca']),
  endpoint: z.string(),
  tlsFingerprint: z.string().exactOptional(),
  state: z.enum(['active', 'suspended', 'removed']),
  observed: z
    .strictObject({
      version: z.string().nullable(),
      role: z.string().nullable(),
      heights: z.record(z.string(), z.string()).nullable(),
      time: time.nullable(),
      subject: subjectViewSchema.exactOptional(),
    })
    .meta({
      description:
        "What the owner's agent saw, or somebody of the owner says (`subject`), and when; `null` is unknown.",
    }),
  closed,
  ...recorded,
});

export const credentialSchema = z.strictObject({
  kind: z.literal('credential'),
  environmentID: z.string(),
  name: z.string(),
  username: z.string().meta({ description: 'What HTTP Basic takes, with the secret.' }),
  mspID,
  holder: mspID.meta({ description: 'MSP ID of whose transaction endpoint it opens.' }),
  term: z.int(),
  channels: z.array(z.string()),
  openChannels: z.array(z.string()).meta({ description: 'Of `channels` those that the environment has now.' }),
  state: z.enum(['active', 'suspended', 'revoked', 'expired']),
  expires: z.string().exactOptional(),
  closed,
  ...recorded,
});

/** The one answer that has the secret. */
export const newCredentialSchema = credentialSchema.extend({
  secret: z.string().meta({ description: 'Shown this once, and kept nowhere.' }),
});

export function nodeView({ observed, ...node }: NodeView): z.output<typeof nodeSchema> {
  const { version = null, role = null, heights = null, time: seen = null, subject } = observed ?? {};
  return { ...node, observed: { version, role, heights, time: seen, ...attributedTo(subject) } };
}

/** The hash stays on the ledger. */
export function credentialView(credential: CredentialView): z.output<typeof credentialSchema> {
  const { environmentID, name, channels, openChannels, ...rest } = without(credential, 'secretHash');
  return {
    ...rest,
    environmentID,
    name,
    channels: [...channels],
    openChannels: [...openChannels],
    username: applicationName(environmentID, name),
  };
}
