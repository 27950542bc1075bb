// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { ApiProblem } from '../problem/api-problem.js';
import { chaincodeProposalExamples, chaincodeProposalRequestSchema } from '../requests/chaincode-proposal-request.js';
import { chaincodeProposalsQuery, proposalParams } from '../requests/parameters.js';
import {
  chaincodeProposalSchema,
  chaincodeProposalView,
  isChaincodeProposal,
} from '../views/chaincode-proposal-view.js';
import { compositeKey } from '../views/composite-key.js';
import { defineRoute } from './define-route.js';
import { nextPageHeaders } from './next-page-headers.js';
import { findKind, listProposals, makeProposal, readProposal, requireSameID } from './proposal-operations.js';
import { API_BASE } from './api-base.js';
import { proposalActionRoutes } from './proposal-action-routes.js';

const path = '/chaincode/proposals';
const tag = 'Chaincode';

/** Proposals to deploy a chaincode. */
export const chaincodeProposalRoutes = [
  defineRoute({
    method: 'get',
    path,
    tag,
    operationID: 'listChaincodeProposals',
    summary: 'List chaincode proposals',
    query: chaincodeProposalsQuery,
    responds: {
      description: "The proposals, in v0.4's shape: a map by v0.4's ledger keys, whose last part is the ID.",
      schema: z.record(z.string(), chaincodeProposalSchema),
      headers: { Link: 'The next page, `rel="next"`.', 'X-Bookmark': 'For `bookmark` of the next page.' },
    },
    async handle({ query }, context) {
      const { views, bookmark } = await listProposals(query, isChaincodeProposal, context);
      return {
        kind: 'json',
        body: Object.fromEntries(
          views.map((view) => [compositeKey('proposal', [view.proposal.id]), chaincodeProposalView(view)]),
        ),
        headers: nextPageHeaders(API_BASE + path, query, bookmark),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:id`,
    tag,
    operationID: 'getChaincodeProposal',
    summary: 'Get a chaincode proposal',
    description: 'What was proposed, who decides, how they voted, and what each agent did and saw.',
    params: proposalParams,
    responds: { description: 'The proposal.', schema: chaincodeProposalSchema },
    problems: ['NOT_FOUND'],
    async handle({ params }, context) {
      return {
        kind: 'json',
        body: chaincodeProposalView(await readProposal(params.id, isChaincodeProposal, context)),
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id`,
    tag,
    operationID: 'proposeChaincode',
    summary: 'Propose to deploy a chaincode',
    description:
      "Answers when the proposal is committed. The proposer's own vote in favour is cast with it unless `vote` is false.",
    params: proposalParams,
    body: { schema: chaincodeProposalRequestSchema, required: true, examples: chaincodeProposalExamples },
    responds: { description: 'The proposal, as it is on the ledger.', schema: chaincodeProposalSchema },
    problems: [
      'UNSUPPORTED_PACKAGE_TYPE',
      'NOT_ADMIN',
      'NOT_A_MEMBER',
      'UNKNOWN_CHANNEL',
      'ALREADY_EXISTS',
      'TARGET_BUSY',
      'TARGET_COMMITTED',
      'CHANNEL_DISABLED',
      'TRANSACTION_INVALID',
      'CLOCK_SKEW',
    ],
    async handle({ params: { id }, body }, context) {
      const { proposal, ...options } = body;
      const { ID, chaincodePackage, ...rest } = proposal;
      requireSameID('proposal.ID', ID, id);
      if (chaincodePackage.type !== 'ccaas') {
        const message = `${chaincodePackage.type} comes later; ccaas is there`;
        throw new ApiProblem({
          code: 'UNSUPPORTED_PACKAGE_TYPE',
          detail: message,
          fields: [{ field: 'proposal.chaincodePackage.type', message }],
        });
      }
      const view = await makeProposal(
        { id, body: { kind: 'deploy-chaincode', ...rest, chaincodePackage }, ...options },
        isChaincodeProposal,
        context,
      );
      return { kind: 'json', body: chaincodeProposalView(view) };
    },
  }),
  ...proposalActionRoutes({
    path,
    tag,
    noun: 'chaincode proposal',
    name: 'ChaincodeProposal',
    find: findKind('deploy-chaincode'),
  }),
];
