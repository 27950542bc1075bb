// SPDX-License-Identifier: Apache-2.0

import { resourceChangesSchemas } from '@opssc/chaincode/model';
import { z } from 'zod';
import { newResourceBodies } from '../../requests/resource-bodies.js';
import { pageQuery, resourceParams } from '../../requests/resource-parameters.js';
import { environmentSchema } from '../../views/resource-views.js';
import { API_BASE } from '../api-base.js';
import { defineRoute } from '../define-route.js';
import { nextPageHeaders } from '../next-page-headers.js';
import { historyRoute, pageHeaders } from './history-route.js';
import { changeAndRead, createProblems, writeProblems } from './resource-operations.js';

const list = '/consortia/:id/environments';
const one = '/environments/:id';
const tag = 'Consortium';
const responds = { description: 'The environment.', schema: environmentSchema };
const refOf = ({ id }: z.output<typeof resourceParams>) => ({ kind: 'environment', environmentID: id }) as const;

/** Isolated domains of a consortium. */
export const environmentRoutes = [
  defineRoute({
    method: 'get',
    path: list,
    tag,
    operationID: 'listEnvironments',
    summary: 'List the environments of a consortium',
    params: resourceParams,
    query: pageQuery,
    responds: { description: 'A page.', schema: z.array(environmentSchema), headers: pageHeaders },
    problems: ['NOT_FOUND'],
    async handle({ params: { id }, query }, { fabric }) {
      const request = { kind: 'environment', consortiumID: id, ...query } as const;
      const { resources, bookmark } = await fabric.resources.list(request);
      const path = `${API_BASE}/consortia/${id}/environments`;
      return { kind: 'json', body: resources, headers: nextPageHeaders(path, query, bookmark) };
    },
  }),
  defineRoute({
    method: 'post',
    path: list,
    tag,
    operationID: 'createEnvironment',
    summary: 'Create an environment',
    description: 'For active members; the one that creates it may change it.',
    params: resourceParams,
    body: {
      schema: newResourceBodies.environment,
      required: true,
      examples: {
        Testing: {
          environmentID: 'testing',
          displayName: 'Testing',
          consensus: 'bft',
          fabricVersion: '3.1',
          channels: ['mychannel'],
        },
      },
    },
    responds,
    problems: createProblems,
    async handle({ params: { id }, body }, context) {
      const ref = refOf({ id: body.environmentID });
      const create = () => context.fabric.resources.create({ ...body, consortiumID: id, ...ref });
      return { kind: 'json', body: await changeAndRead(context, ref, create) };
    },
  }),
  defineRoute({
    method: 'get',
    path: one,
    tag,
    operationID: 'getEnvironment',
    summary: 'Get an environment',
    params: resourceParams,
    responds,
    problems: ['NOT_FOUND'],
    async handle({ params }, { fabric }) {
      return { kind: 'json', body: await fabric.resources.get(refOf(params)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: one,
    tag,
    operationID: 'updateEnvironment',
    summary: 'Change an environment',
    params: resourceParams,
    body: { schema: resourceChangesSchemas.environment, required: true },
    responds,
    problems: [...writeProblems, 'NOT_A_MEMBER'],
    async handle({ params, body: changes }, context) {
      const ref = refOf(params);
      const view = await changeAndRead(context, ref, () => context.fabric.resources.update({ ...ref, changes }));
      return { kind: 'json', body: view };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${one}/close`,
    tag,
    operationID: 'closeEnvironment',
    summary: 'Close an environment that is empty, for good',
    params: resourceParams,
    responds,
    problems: [...writeProblems, 'NOT_A_MEMBER'],
    async handle({ params }, context) {
      const ref = refOf(params);
      return { kind: 'json', body: await changeAndRead(context, ref, () => context.fabric.resources.close(ref)) };
    },
  }),
  historyRoute({ path: one, name: 'Environment', noun: 'an environment', params: resourceParams, refOf }),
];
