// SPDX-License-Identifier: Apache-2.0

import { proposalParams, stateProposalsQuery } from '../requests/parameters.js';
import { stateProposalExamples, stateProposalRequestSchema } from '../requests/state-proposal-request.js';
import { isStateProposal, stateProposalSchema, stateProposalView } from '../views/state-proposal-view.js';
import { defineRoute } from './define-route.js';
import { proposalActionRoutes } from './proposal-action-routes.js';
import { findKind, makeProposal } from './proposal-operations.js';
import { proposalReadRoutes } from './proposal-read-routes.js';

const path = '/channel/stateProposals';
const tag = 'Channel';

/** Proposals to let OpsSC manage a channel or leave it alone. */
export const stateProposalRoutes = [
  ...proposalReadRoutes({
    path,
    tag,
    list: {
      operationID: 'listStateProposals',
      summary: "List proposals about a channel's state",
      query: stateProposalsQuery,
    },
    get: { operationID: 'getStateProposal', summary: "Get a proposal about a channel's state" },
    isKind: isStateProposal,
    schema: stateProposalSchema,
    show: stateProposalView,
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
    find: findKind('set-channel-state'),
  }),
];
