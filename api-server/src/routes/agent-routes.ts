// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { ProblemCode } from '../problem/problem-codes.js';
import { agentBodySchema } from '../requests/agent-body.js';
import type { ApiContext } from '../server/api-context.js';
import { agentStopSchema, agentToldSchema } from '../views/agent-stop-view.js';
import type { Answer } from './answer.js';
import { defineRoute } from './define-route.js';

const tag = 'Governance';
const problems: readonly ProblemCode[] = ['NOT_ADMIN', 'TRANSACTION_INVALID', 'CLOCK_SKEW'];

/** The organizations' own stops: each for its own agents. */
export const agentRoutes = [
  defineRoute({
    method: 'get',
    path: '/agents',
    tag,
    operationID: 'listAgents',
    summary: 'List which organizations have stopped their agents',
    responds: {
      description: 'Of every organization that ever stopped its agents.',
      schema: z.array(agentStopSchema),
    },
    async handle(_request, { fabric }) {
      return { kind: 'json', body: await fabric.ops.listAgents() };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/agent/stop',
    tag,
    operationID: 'stopAgent',
    summary: "Stop the organization's own agents at once",
    description:
      'They do nothing more until they are resumed, whatever is decided. Everybody can see it. Nobody is asked: an ' +
      "organization's agents are its own.",
    body: { schema: agentBodySchema, required: false, examples: { Why: { comment: 'a key is lost' } } },
    responds: { description: 'The stop is on the ledger.', schema: agentToldSchema },
    problems,
    handle: ({ body }, context) => tell({ stopped: true, comment: body.comment }, context),
  }),
  defineRoute({
    method: 'post',
    path: '/agent/resume',
    tag,
    operationID: 'resumeAgent',
    summary: "Let the organization's own agents go on",
    description: 'They catch up on what was decided meanwhile.',
    body: { schema: agentBodySchema, required: false },
    responds: { description: 'It is on the ledger.', schema: agentToldSchema },
    problems,
    handle: ({ body }, context) => tell({ stopped: false, comment: body.comment }, context),
  }),
];

async function tell(
  request: { readonly stopped: boolean; readonly comment: string },
  { fabric, organization }: ApiContext,
): Promise<Answer> {
  const { transactionID, blockNumber } = await fabric.ops.setAgent(request);
  const { mspID } = organization;
  return {
    kind: 'json',
    body: { mspID, stopped: request.stopped, transactionID, blockNumber: String(blockNumber) },
  };
}
