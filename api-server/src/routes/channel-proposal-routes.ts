// SPDX-License-Identifier: Apache-2.0

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { planProposal } from '../channels/plan-proposal.js';
import { previewParts } from '../channels/preview-parts.js';
import { ApiProblem } from '../problem/api-problem.js';
import type { ProblemCode } from '../problem/problem-codes.js';
import {
  channelPreviewExamples,
  channelPreviewRequestSchema,
  channelProposalExamples,
  channelProposalRequestSchema,
} from '../requests/channel-proposal-request.js';
import { proposalParams, stateProposalsQuery } from '../requests/parameters.js';
import type { ApiContext } from '../server/api-context.js';
import { whileNotFound } from '../server/patience.js';
import { ballotSchema } from '../views/ballot-view.js';
import { previewSchema } from '../views/channel-preview-view.js';
import { channelProposalSchema, channelProposalView, isChannelProposal } from '../views/channel-proposal-view.js';
import { compositeKey } from '../views/composite-key.js';
import type { Answer } from './answer.js';
import { API_BASE } from './api-base.js';
import { channelAnswer, findChannelProposal, partsOf, readChannelProposal } from './channel-proposal-operations.js';
import { defineRoute } from './define-route.js';
import { nextPageHeaders } from './next-page-headers.js';
import { proposalActionRoutes } from './proposal-action-routes.js';
import { listProposals, requireSameID } from './proposal-operations.js';

const path = '/channel/proposals';
const tag = 'Channel';

const proposalOrBallotSchema = z.union([channelProposalSchema, ballotSchema]);

const body = {
  schema: channelProposalRequestSchema,
  required: true,
  invalid: 'INVALID_PROPOSAL',
  examples: channelProposalExamples,
} as const;

/** What is said of a proposal before it is made. */
const planProblems: readonly ProblemCode[] = [
  'INVALID_PROFILE',
  'NOTHING_CHANGES',
  'CHANNEL_EXISTS',
  'CHANNEL_NOT_JOINED',
  'NOT_A_MEMBER',
  'UNKNOWN_CHANNEL',
];

const proposeProblems: readonly ProblemCode[] = [
  ...planProblems,
  'FABRIC_WOULD_REFUSE',
  'INVALID_ARGUMENT',
  'NOT_ADMIN',
  'ALREADY_EXISTS',
  'TARGET_BUSY',
  'TARGET_COMMITTED',
  'CHANNEL_DISABLED',
  'TRANSACTION_INVALID',
  'CLOCK_SKEW',
];

const proposing =
  'Votes are on the operations, never on bytes: each agent computes the update from the configuration as it is then, and ' +
  'signs it for its organization. The operations are checked against the channels as they are now. With several channels ' +
  'the answer is a ballot: an organization votes once, and each channel is decided and carried out by itself. Answers ' +
  "when it is committed. The proposer's own vote in favour is cast with it unless `vote` is false.";

/** Proposals to create a channel or to change the configuration of channels. */
export const channelProposalRoutes = [
  defineRoute({
    method: 'get',
    path,
    tag,
    operationID: 'listChannelProposals',
    summary: 'List channel proposals',
    query: stateProposalsQuery,
    responds: {
      description:
        "The proposals, a ballot's parts each by itself, in v0.4's shape: a map by v0.4's ledger keys, whose last part is " +
        'the ID.',
      schema: z.record(z.string(), channelProposalSchema),
      headers: { Link: 'The next page, `rel="next"`.', 'X-Bookmark': 'For `bookmark` of the next page.' },
    },
    async handle({ query }, context) {
      const { views, bookmark } = await listProposals(query, isChannelProposal, context);
      return {
        kind: 'json',
        body: Object.fromEntries(
          views.map((view) => [compositeKey('proposal', [view.proposal.id]), channelProposalView(view)]),
        ),
        headers: nextPageHeaders(API_BASE + path, query, bookmark),
      };
    },
  }),
  defineRoute({
    method: 'post',
    path,
    tag,
    operationID: 'proposeChannelsUnderNewID',
    summary: 'Propose to create a channel or to change channels',
    description: `Without \`proposal.ID\` an ID is chosen. ${proposing}`,
    body,
    responds: { description: 'The proposal or ballot, as it is on the ledger.', schema: proposalOrBallotSchema },
    problems: proposeProblems,
    handle: ({ body }, context) => propose(body.proposal.ID ?? randomUUID(), body, context),
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:id`,
    tag,
    operationID: 'getChannelProposal',
    summary: 'Get a channel proposal or a ballot',
    description:
      'Of a proposal, or of a part of a ballot: what was proposed, who decides, how they voted, who has signed which ' +
      'round, whose signature is awaited, and what each agent did and saw. Of a ballot: its parts.',
    params: proposalParams,
    responds: { description: 'The proposal or ballot.', schema: proposalOrBallotSchema },
    problems: ['NOT_FOUND'],
    async handle({ params: { id } }, context) {
      return { kind: 'json', body: channelAnswer(await readChannelProposal(id, context)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id`,
    tag,
    operationID: 'proposeChannels',
    summary: 'Propose to create a channel or to change channels, under an ID',
    description: proposing,
    params: proposalParams,
    body,
    responds: { description: 'The proposal or ballot, as it is on the ledger.', schema: proposalOrBallotSchema },
    problems: proposeProblems,
    handle({ params: { id }, body }, context) {
      requireSameID('proposal.ID', body.proposal.ID, id);
      return propose(id, body, context);
    },
  }),
  ...proposalActionRoutes({
    path,
    tag,
    noun: 'channel proposal or ballot',
    name: 'ChannelProposal',
    find: findChannelProposal,
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:id/preview`,
    tag,
    operationID: 'previewChannelProposal',
    summary: 'Preview a channel proposal or a ballot',
    description:
      "Computed from the channels' configuration now and the signatures on the ledger. Organizations that voted for it " +
      'are taken as signing. `refusal` is what Fabric would say with every signature, or with those on the ledger once they suffice.',
    params: proposalParams,
    responds: { description: 'The preview, channel by channel.', schema: previewSchema },
    problems: ['NOT_FOUND', 'NOT_A_MEMBER', 'UNKNOWN_CHANNEL', 'CHANNEL_NOT_JOINED'],
    async handle({ params: { id } }, context) {
      const parts = partsOf(await readChannelProposal(id, context));
      return { kind: 'json', body: await previewParts(parts, context) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/channel/preview',
    tag,
    operationID: 'previewChannels',
    readsOnly: true,
    summary: 'Preview changes that are not proposed',
    description:
      'What would change, who would have to sign, and what would be at risk. It refuses what a proposal would be refused ' +
      'for, and writes nothing; what Fabric would refuse is told in `refusal`. This organization is taken as signing.',
    body: { ...body, schema: channelPreviewRequestSchema, examples: channelPreviewExamples },
    responds: { description: 'The preview, channel by channel.', schema: previewSchema },
    problems: planProblems,
    async handle({ body: { proposal } }, context) {
      return { kind: 'json', body: { channels: (await planProposal(proposal, context)).preview() } };
    },
  }),
];

async function propose(
  id: string,
  { proposal, ...options }: z.output<typeof channelProposalRequestSchema>,
  context: ApiContext,
): Promise<Answer> {
  const { description } = proposal;
  const plan = await planProposal(proposal, context);
  const [refusal] = plan.refusals();
  if (refusal !== undefined) {
    throw new ApiProblem({ code: 'FABRIC_WOULD_REFUSE', detail: `${refusal.channelID}: ${refusal.text}` });
  }
  await context.fabric.ops.propose({
    id,
    ...plan.content,
    ...(description !== undefined && { description }),
    ...options,
  });
  const found = await whileNotFound(context.patience, () => readChannelProposal(id, context));
  return { kind: 'json', body: channelAnswer(found) };
}
