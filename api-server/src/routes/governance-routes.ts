// SPDX-License-Identifier: Apache-2.0

import { simulatePolicy } from '../governance/simulate-policy.js';
import { simulateQuery } from '../requests/simulate-query.js';
import { constitutionSchema, constitutionView } from '../views/constitution-view.js';
import { simulationSchema } from '../views/simulation-view.js';
import { defineRoute } from './define-route.js';

const tag = 'Governance';

/** The constitution, and what its policies would come to. */
export const governanceRoutes = [
  defineRoute({
    method: 'get',
    path: '/governance/policies',
    tag,
    operationID: 'getPolicies',
    summary: 'Get the policies that are in force',
    responds: { description: 'The constitution.', schema: constitutionSchema },
    async handle(_request, { fabric }) {
      return { kind: 'json', body: constitutionView(await fabric.ops.getConstitution()) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/governance/simulate',
    tag,
    operationID: 'simulatePolicy',
    summary: 'Say what votes would come to',
    description:
      'For a policy, or what is in force for a scope: what the given votes would decide, and which smallest sets of ' +
      'organizations could approve or block. Nothing is written.',
    query: simulateQuery,
    responds: { description: 'What it would come to.', schema: simulationSchema },
    problems: ['UNKNOWN_CHANNEL'],
    async handle({ query }, context) {
      return { kind: 'json', body: await simulatePolicy(query, context) };
    },
  }),
];
