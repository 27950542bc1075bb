// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { proposalParams, stateProposalsQuery } from '../requests/parameters.js';
import { stateProposalExamples, stateProposalRequestSchema } from '../requests/state-proposal-request.js';
import { isStateProposal, stateProposalSchema, stateProposalView } from '../views/state-proposal-view.js';
import { API_BASE } from './api-base.js';
import { defineRoute } from './define-route.js';
import { nextPageHeaders } from './next-page-headers.js';
import { proposalActionRoutes } from './proposal-action-routes.js';
import { findKind, listProposals, makeProposal, readProposal } from './proposal-operations.js';

const path = '/channel/stateProposals';
const tag = 'Channel';

/** Proposals to let OpsSC manage a channel or leave it alone. */
export const stateProposalRoutes = [
  defineRoute({
    method: 'get',
    path,
    tag,
    operationID: 'listStateProposals',
    summary: "List proposals about a channel's state",
    query: stateProposalsQuery,
    responds: {
      description: 'A map by proposal ID.',
      schema: z.record(z.string(), stateProposalSchema),
      headers: { Link: 'The next page, `rel="next"`.', 'X-Bookmark': 'For `bookmark` of the next page.' },
    },
    async handle({ query }, context) {
      const { views, bookmark } = await listProposals(query, isStateProposal, context);
      return {
        kind: 'json',
        body: Object.fromEntries(views.map((view) => [view.proposal.id, stateProposalView(view)])),
        headers: nextPageHeaders(API_BASE + path, query, bookmark),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:id`,
    tag,
    operationID: 'getStateProposal',
    summary: "Get a proposal about a channel's state",
    params: proposalParams,
    responds: { description: 'The proposal.', schema: stateProposalSchema },
    problems: ['NOT_FOUND'],
    async handle({ params }, context) {
      return { kind: 'json', body: stateProposalView(await readProposal(params.id, isStateProposal, context)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id`,
    tag,
    operationID: 'proposeState',
    summary: 'Propose to enable or disable a channel',
    description: 'Agents leave a `disabled` channel alone, and nothing can be proposed for it but `application`.',
    params: proposalParams,
    body: { schema: stateProposalRequestSchema, required: true, examples: stateProposalExamples },
    responds: { description: 'The proposal, as it is on the ledger.', schema: stateProposalSchema },
    problems: [
      'NOT_ADMIN',
      'NOT_A_MEMBER',
      'UNKNOWN_CHANNEL',
      'ALREADY_EXISTS',
      'TARGET_BUSY',
      'CHANNEL_DISABLED',
      'TRANSACTION_INVALID',
      'CLOCK_SKEW',
    ],
    async handle({ params: { id }, body }, context) {
      const { proposal, ...options } = body;
      const request = { id, body: { kind: 'set-channel-state', ...proposal }, ...options };
      return { kind: 'json', body: stateProposalView(await makeProposal(request, isStateProposal, context)) };
    },
  }),
  ...proposalActionRoutes({
    path,
    tag,
    noun: 'state proposal',
    name: 'StateProposal',
    find: findKind(isStateProposal),
  }),
];
