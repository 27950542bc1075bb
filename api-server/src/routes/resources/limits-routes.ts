// SPDX-License-Identifier: Apache-2.0

import { limitsExamples, limitsRequestSchema } from '../../requests/limits-request.js';
import { proposalParams, proposalsQuery } from '../../requests/parameters.js';
import { whileNotFound } from '../../server/patience.js';
import {
  isLimitsProposal,
  limitsProposalSchema,
  limitsProposalView,
  limitsViewSchema,
} from '../../views/limits-view.js';
import { submittedSchema, submittedView } from '../../views/submitted-view.js';
import { defineRoute } from '../define-route.js';
import { proposalActionRoutes } from '../proposal-action-routes.js';
import { findKind, makeProposal } from '../proposal-operations.js';
import { proposalReadRoutes } from '../proposal-read-routes.js';

const path = '/limits/proposals';
const tag = 'Consortium';
const findLimitsProposal = findKind('set-limits');

/** Limits on resources, and proposals to change them. */
export const limitsRoutes = [
  defineRoute({
    method: 'get',
    path: '/limits',
    tag,
    operationID: 'getLimits',
    summary: 'Get the limits on resources',
    responds: { description: 'The limits that hold.', schema: limitsViewSchema },
    async handle(_request, { fabric }) {
      return { kind: 'json', body: await fabric.resources.getLimits() };
    },
  }),
  ...proposalReadRoutes({
    path,
    tag,
    list: {
      operationID: 'listLimitsProposals',
      summary: 'List proposals to change limits',
      query: proposalsQuery,
      also: ({ opsChannel }) => ({ channelID: opsChannel }),
    },
    get: { operationID: 'getLimitsProposal', summary: 'Get a proposal to change limits' },
    isKind: isLimitsProposal,
    schema: limitsProposalSchema,
    show: limitsProposalView,
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id`,
    tag,
    operationID: 'proposeLimits',
    summary: 'Propose to change limits',
    description: 'The members of the ops-channel decide. An agent puts them into force when they are approved.',
    params: proposalParams,
    body: { schema: limitsRequestSchema, required: true, examples: limitsExamples },
    responds: { description: 'The proposal, as it is on the ledger.', schema: limitsProposalSchema },
    problems: ['NOT_ADMIN', 'NOT_A_MEMBER', 'ALREADY_EXISTS', 'TARGET_BUSY', 'TRANSACTION_INVALID', 'CLOCK_SKEW'],
    async handle({ params: { id }, body: { proposal, ...options } }, context) {
      const body = { kind: 'set-limits', channelID: context.opsChannel, ...proposal };
      const view = await makeProposal({ id, body, ...options }, isLimitsProposal, context);
      return { kind: 'json', body: limitsProposalView(view) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id/apply`,
    tag,
    operationID: 'applyLimits',
    summary: 'Put approved limits into force',
    description: 'What agents do by themselves. The contract looks at the decision itself; again changes nothing.',
    params: proposalParams,
    responds: { description: 'They are in force.', schema: submittedSchema },
    problems: ['NOT_ADMIN', 'NOT_A_MEMBER', 'NOT_FOUND', 'NOT_APPROVED', 'TRANSACTION_INVALID', 'CLOCK_SKEW'],
    async handle({ params: { id } }, context) {
      const submitted = await whileNotFound(context.patience, async () => {
        await findLimitsProposal(id, context);
        return context.fabric.resources.applyLimits({ proposalID: id });
      });
      return { kind: 'json', body: submittedView(id, submitted) };
    },
  }),
  ...proposalActionRoutes({
    path,
    tag,
    noun: 'proposal to change limits',
    name: 'LimitsProposal',
    find: findLimitsProposal,
  }),
];
