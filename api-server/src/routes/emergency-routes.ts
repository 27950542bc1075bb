// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { standingHalts } from '../governance/standing-halts.js';
import { emergencyExamples, emergencyRequestSchema } from '../requests/emergency-request.js';
import { proposalParams, stateProposalsQuery } from '../requests/parameters.js';
import { emergencySchema, emergencyView, isEmergency } from '../views/emergency-view.js';
import { standingHaltSchema } from '../views/halt-view.js';
import type { ApiContext } from '../server/api-context.js';
import { whileNotFound } from '../server/patience.js';
import { defineRoute } from './define-route.js';
import { proposalActionRoutes } from './proposal-action-routes.js';
import { findKind, makeProposal } from './proposal-operations.js';
import { proposalReadRoutes } from './proposal-read-routes.js';

const path = '/governance/emergencies';
const tag = 'Governance';

/** Proposals to halt what is being carried out, or to let it go on; and what is halted. */
export const emergencyRoutes = [
  defineRoute({
    method: 'get',
    path: '/governance/halts',
    tag,
    operationID: 'listHalts',
    summary: 'List what is halted, and where each organization stands',
    responds: { description: 'What is halted now.', schema: z.array(standingHaltSchema) },
    async handle(_request, context) {
      return { kind: 'json', body: await standingHalts(context) };
    },
  }),
  ...proposalReadRoutes({
    path,
    tag,
    list: {
      operationID: 'listEmergencies',
      summary: 'List proposals to halt and to resume',
      query: stateProposalsQuery,
    },
    get: { operationID: 'getEmergency', summary: 'Get a proposal to halt or to resume' },
    isKind: isEmergency,
    schema: emergencySchema,
    show: emergencyView,
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id`,
    tag,
    operationID: 'proposeEmergency',
    summary: 'Propose to halt or to resume',
    description:
      'One proposal, decided by those who decide on it, or everything on a channel, decided by its members; under the ' +
      'policy of the scope `emergency`. It takes effect when it is approved: agents stop before their next action.',
    params: proposalParams,
    body: { schema: emergencyRequestSchema, required: true, examples: emergencyExamples },
    responds: { description: 'The proposal, as it is on the ledger.', schema: emergencySchema },
    problems: [
      'NOT_ADMIN',
      'NOT_A_MEMBER',
      'NOT_FOUND',
      'UNKNOWN_CHANNEL',
      'ALREADY_EXISTS',
      'TARGET_BUSY',
      'HALTED',
      'NOT_HALTED',
      'NOTHING_TO_HALT',
      'TRANSACTION_INVALID',
      'CLOCK_SKEW',
    ],
    async handle({ params: { id }, body }, context) {
      const { proposal, ...options } = body;
      const channelID = await channelOf(proposal, context);
      const request = { id, body: { kind: 'emergency', ...proposal, channelID }, ...options };
      return { kind: 'json', body: emergencyView(await makeProposal(request, isEmergency, context)) };
    },
  }),
  ...proposalActionRoutes({ path, tag, noun: 'emergency proposal', name: 'Emergency', find: findKind('emergency') }),
];

/** A proposal's channel is looked up; the schema has seen to it that one of the two is there. */
async function channelOf(
  { channelID, proposalID = '' }: z.output<typeof emergencyRequestSchema>['proposal'],
  { fabric, patience }: ApiContext,
): Promise<string> {
  if (channelID !== undefined) {
    return channelID;
  }
  const { proposal } = await whileNotFound(patience, () => fabric.ops.getProposal(proposalID));
  return proposal.body.channelID;
}
