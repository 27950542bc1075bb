// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';

const mspID = z.string().meta({ description: 'MSP ID of the organization.' });
const path = z.string().meta({ description: 'Of the element of the configuration.' });

const changeSchema = z.strictObject({
  path,
  kind: z.enum(['added', 'changed', 'removed']),
  what: z.string().meta({ description: 'In words.' }),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

const elementSchema = z.strictObject({
  path,
  policy: z.string().meta({ description: 'Its mod policy: `/Channel/Orderer/Admins`.' }),
  rule: z.string().meta({ description: 'What the policy asks for.' }),
  satisfied: z.boolean(),
});

const signersSchema = z
  .strictObject({
    elements: z.array(elementSchema).meta({ description: 'Every element that changes, with the policy it is under.' }),
    satisfied: z.boolean().meta({ description: 'Whether the signatures that are there or assumed are enough.' }),
    missing: z
      .array(z.array(mspID))
      .meta({ description: 'The smallest sets of organizations that would complete it, best first.' }),
    unsatisfiable: z.boolean().meta({ description: 'Whether not even all organizations together could sign it.' }),
    assumed: z
      .array(mspID)
      .meta({ description: 'Taken as signing: who voted for it, or before there is a proposal its proposer.' }),
    signed: z.array(mspID).meta({ description: 'Whose signature of exactly this update is on the ledger.' }),
  })
  .meta({ description: 'Who must sign the update, by the mod policies of what it changes.' });

const riskSchema = z.strictObject({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  path,
  text: z.string(),
});

const refusalSchema = z
  .strictObject({
    code: z.string(),
    path: path.exactOptional(),
    text: z.string().meta({ description: "Fabric's own words, where it is the ordering service that refuses." }),
  })
  .meta({ description: 'Why it cannot be carried out as things are; absent while nothing is known against it.' });

/** What a proposal does to one channel, computed from its configuration now. */
const channelPreviewSchema = z.strictObject({
  channelID: z.string(),
  configSequence: z.int().meta({ description: 'Of the configuration that this is about; 0 for a new channel.' }),
  updateDigest: z
    .string()
    .exactOptional()
    .meta({ description: 'Hex SHA-256 of the update that every agent computes; absent when there is none.' }),
  explanation: z.strictObject({ text: z.string(), changes: z.array(changeSchema) }),
  signers: signersSchema,
  risks: z.array(riskSchema),
  refusal: refusalSchema.exactOptional(),
});

export const previewSchema = z
  .strictObject({
    channels: z.array(channelPreviewSchema),
    unseen: z
      .array(z.strictObject({ channelID: z.string(), reason: z.string() }))
      .exactOptional()
      .meta({ description: 'Parts of a ballot on channels that this organization does not see.' }),
  })
  .meta({ description: 'What changes, who must sign and what is at risk, channel by channel.' });

export type ChannelPreview = z.output<typeof channelPreviewSchema>;

export type Preview = z.output<typeof previewSchema>;
