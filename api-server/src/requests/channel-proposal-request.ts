// SPDX-License-Identifier: Apache-2.0

import { channelIDSchema, commentSchema, proposalIDSchema } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalOptions } from './proposal-options.js';

/** Channels of one proposal: the contracts take no more. */
const MAX_CHANNELS = 20;

const textSchema = z.string().min(1, 'must not be empty').meta({ description: 'The same in YAML or JSON text.' });

const changesSchema = z.union([z.array(z.unknown()).min(1, 'must have an operation'), textSchema]).meta({
  description:
    'What to change: a list of operations such as `{"operation": "set-orderer", "batchTimeout": 500}`, the ' +
    '`Command`/`Parameters` list of OpsSC v0.4, or either of them as YAML text.',
});

const creationSchema = z.union([z.record(z.string(), z.unknown()), textSchema]).meta({
  description:
    "The channel's profile in the vocabulary of `configtx.yaml`, or the create-channel profile of OpsSC v0.4.",
});

const common = {
  ID: proposalIDSchema.exactOptional().meta({ description: 'As in the path, if at all; chosen here without both.' }),
  description: commentSchema.exactOptional().meta({ description: 'For those who vote.' }),
};

const creation = {
  action: z.literal('create'),
  channelID: channelIDSchema,
  opsProfile: creationSchema,
};

const update = {
  action: z.literal('update'),
  channelID: channelIDSchema.exactOptional(),
  channelIDs: z
    .array(channelIDSchema)
    .min(1, 'must have a channel')
    .max(MAX_CHANNELS, `must have at most ${MAX_CHANNELS} channels`)
    .refine((channels) => new Set(channels).size === channels.length, 'must not have a channel twice')
    .exactOptional()
    .meta({ description: 'Several channels: each is decided, executed and shown by itself.' }),
  opsProfile: changesSchema.exactOptional().meta({ description: 'For each of the channels.' }),
  opsProfiles: z
    .record(channelIDSchema, changesSchema)
    .exactOptional()
    .meta({ description: 'By channel, in place of `opsProfile`.' }),
};

const creationProposalSchema = z.strictObject({ ...common, ...creation });

const updateProposalSchema = z.strictObject({ ...common, ...update }).superRefine((proposal, context) => {
  const { channelID, channelIDs, opsProfile, opsProfiles } = proposal;
  const issue = (field: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [field], message, input: proposal });
  };
  if (channelID !== undefined && channelIDs !== undefined) {
    issue('channelIDs', 'must not stand beside channelID');
  }
  if (opsProfile !== undefined && opsProfiles !== undefined) {
    issue('opsProfiles', 'must not stand beside opsProfile');
  }
  if (opsProfile === undefined && opsProfiles === undefined) {
    issue('opsProfile', 'is missing');
  }
  const named = channelIDs ?? (channelID === undefined ? undefined : [channelID]);
  if (named === undefined && opsProfiles === undefined) {
    issue('channelID', 'is missing');
  }
  const profiled = opsProfiles && Object.keys(opsProfiles);
  if (profiled !== undefined && (profiled.length === 0 || profiled.length > MAX_CHANNELS)) {
    issue('opsProfiles', `must have 1 to ${MAX_CHANNELS} channels`);
  }
  if (named !== undefined && profiled !== undefined && named.toSorted().join() !== profiled.toSorted().join()) {
    issue('opsProfiles', 'must have a profile for each of the channels, and for no other');
  }
});

/** The `proposal` of a request: nothing in it can carry the bytes of an update, so no preview can differ from them. */
const proposalSchema = z.discriminatedUnion('action', [creationProposalSchema, updateProposalSchema]);

/** Body of a new proposal to create channels or to change their configuration. */
export const channelProposalRequestSchema = z.strictObject({
  proposal: proposalSchema,
  policy: proposalOptions.policy,
  expires: proposalOptions.expires,
  vote: proposalOptions.vote,
});

/** Body of a preview: a proposal that is not made. */
export const channelPreviewRequestSchema = z.strictObject({ proposal: proposalSchema });

export type ProposedChannels = z.output<typeof proposalSchema>;
export type ProposedUpdate = z.output<typeof updateProposalSchema>;
export type ProposedCreation = z.output<typeof creationProposalSchema>;

const setAnchorPeers = {
  operation: 'set-anchor-peers',
  name: 'Org1MSP',
  anchorPeers: [{ host: 'peer0.org1.example.com', port: 7051 }],
};

export const channelPreviewExamples = {
  'Change the batch size': {
    proposal: {
      channelID: 'mychannel',
      description: 'Larger blocks for the end of the quarter',
      action: 'update',
      opsProfile: [{ operation: 'set-orderer', batchSize: { maxMessageCount: 200 }, batchTimeout: 1000 }],
    },
  },
  'Several channels at once, in YAML': {
    proposal: {
      channelIDs: ['ops-channel', 'mychannel'],
      action: 'update',
      opsProfile: '- operation: remove-organization\n  name: Org4MSP\n',
    },
  },
};

export const channelProposalExamples = {
  ...channelPreviewExamples,
  'A profile for each channel, with a deadline': {
    proposal: {
      action: 'update',
      opsProfiles: { mychannel: [setAnchorPeers], yourchannel: [{ ...setAnchorPeers, anchorPeers: [] }] },
    },
    expires: '2030-01-31T12:00:00Z',
  },
};
