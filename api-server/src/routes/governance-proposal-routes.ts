// SPDX-License-Identifier: Apache-2.0

import {
  governanceProposalExamples,
  governanceProposalRequestSchema,
} from '../requests/governance-proposal-request.js';
import { proposalParams, proposalsQuery } from '../requests/parameters.js';
import {
  governanceProposalSchema,
  governanceProposalView,
  isGovernanceProposal,
} from '../views/governance-proposal-view.js';
import { defineRoute } from './define-route.js';
import { proposalActionRoutes } from './proposal-action-routes.js';
import { findKind, makeProposal } from './proposal-operations.js';
import { proposalReadRoutes } from './proposal-read-routes.js';

const path = '/governance/proposals';
const tag = 'Governance';

/** Proposals to change the constitution. */
export const governanceProposalRoutes = [
  ...proposalReadRoutes({
    path,
    tag,
    list: {
      operationID: 'listGovernanceProposals',
      summary: 'List proposals about the constitution',
      query: proposalsQuery,
    },
    get: { operationID: 'getGovernanceProposal', summary: 'Get a proposal about the constitution' },
    isKind: isGovernanceProposal,
    schema: governanceProposalSchema,
    show: governanceProposalView,
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id`,
    tag,
    operationID: 'proposeGovernance',
    summary: 'Propose to change the constitution',
    description:
      'Decided by the members of the ops-channel, under the policy of the scope `governance`: their majority while there ' +
      'is none. When it is approved any agent enacts it, and it is `committed`. At most one is open.',
    params: proposalParams,
    body: { schema: governanceProposalRequestSchema, required: true, examples: governanceProposalExamples },
    responds: { description: 'The proposal, as it is on the ledger.', schema: governanceProposalSchema },
    problems: [
      'NOT_ADMIN',
      'NOT_A_MEMBER',
      'UNKNOWN_CHANNEL',
      'ALREADY_EXISTS',
      'TARGET_BUSY',
      'MEMBERSHIP_DISPUTED',
      'TRANSACTION_INVALID',
      'CLOCK_SKEW',
    ],
    async handle({ params: { id }, body }, context) {
      const { proposal, ...options } = body;
      const request = { id, body: { kind: 'governance', channelID: context.opsChannel, ...proposal }, ...options };
      return {
        kind: 'json',
        body: governanceProposalView(await makeProposal(request, isGovernanceProposal, context)),
      };
    },
  }),
  ...proposalActionRoutes({
    path,
    tag,
    noun: 'governance proposal',
    name: 'GovernanceProposal',
    find: findKind('governance'),
  }),
];
