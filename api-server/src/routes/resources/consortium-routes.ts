// SPDX-License-Identifier: Apache-2.0

import { resourceChangesSchemas } from '@opssc/chaincode/model';
import { z } from 'zod';
import { newResourceBodies } from '../../requests/resource-bodies.js';
import { pageQuery, resourceParams } from '../../requests/resource-parameters.js';
import { consortiumSchema } from '../../views/resource-views.js';
import { roleMatrixSchema } from '../../views/role-matrix-view.js';
import { API_BASE } from '../api-base.js';
import { defineRoute } from '../define-route.js';
import { nextPageHeaders } from '../next-page-headers.js';
import { historyRoute, pageHeaders } from './history-route.js';
import { readRoleMatrix } from './read-role-matrix.js';
import { changeAndRead, createProblems, writeProblems } from './resource-operations.js';

const path = '/consortia';
const tag = 'Consortium';
const refOf = ({ id }: z.output<typeof resourceParams>) => ({ kind: 'consortium', consortiumID: id }) as const;

/** Consortia, and who runs what in them. */
export const consortiumRoutes = [
  defineRoute({
    method: 'get',
    path,
    tag,
    operationID: 'listConsortia',
    summary: 'List the consortia',
    query: pageQuery,
    responds: { description: 'A page.', schema: z.array(consortiumSchema), headers: pageHeaders },
    async handle({ query }, { fabric }) {
      const { resources, bookmark } = await fabric.resources.list({ kind: 'consortium', ...query });
      return { kind: 'json', body: resources, headers: nextPageHeaders(API_BASE + path, query, bookmark) };
    },
  }),
  defineRoute({
    method: 'post',
    path,
    tag,
    operationID: 'foundConsortium',
    summary: 'Found a consortium',
    description: 'The founder is a member from the start, and active.',
    body: {
      schema: newResourceBodies.consortium,
      required: true,
      examples: { 'Of equals': { consortiumID: 'supply', displayName: 'Supply chain', ownership: 'multi' } },
    },
    responds: { description: 'The consortium.', schema: consortiumSchema },
    problems: createProblems,
    async handle({ body }, context) {
      const ref = refOf({ id: body.consortiumID });
      const create = () => context.fabric.resources.create({ ...body, kind: 'consortium' });
      return { kind: 'json', body: await changeAndRead(context, ref, create) };
    },
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:id`,
    tag,
    operationID: 'getConsortium',
    summary: 'Get a consortium',
    params: resourceParams,
    responds: { description: 'The consortium.', schema: consortiumSchema },
    problems: ['NOT_FOUND'],
    async handle({ params }, { fabric }) {
      return { kind: 'json', body: await fabric.resources.get(refOf(params)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id`,
    tag,
    operationID: 'updateConsortium',
    summary: 'Change a consortium',
    description: 'For its founder.',
    params: resourceParams,
    body: { schema: resourceChangesSchemas.consortium, required: true },
    responds: { description: 'The consortium.', schema: consortiumSchema },
    problems: writeProblems,
    async handle({ params, body: changes }, context) {
      const ref = refOf(params);
      const view = await changeAndRead(context, ref, () => context.fabric.resources.update({ ...ref, changes }));
      return { kind: 'json', body: view };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id/close`,
    tag,
    operationID: 'closeConsortium',
    summary: 'Close a consortium that has nobody else and nothing open in it, for good',
    description: 'For its founder, whose membership ends with it.',
    params: resourceParams,
    responds: { description: 'The consortium.', schema: consortiumSchema },
    problems: writeProblems,
    async handle({ params }, context) {
      const ref = refOf(params);
      return { kind: 'json', body: await changeAndRead(context, ref, () => context.fabric.resources.close(ref)) };
    },
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:id/roles`,
    tag,
    operationID: 'getConsortiumRoles',
    summary: 'Get which organization runs which kind of node where',
    params: resourceParams,
    responds: { description: 'A row a membership, a column an environment.', schema: roleMatrixSchema },
    problems: ['NOT_FOUND'],
    async handle({ params: { id } }, { fabric }) {
      return { kind: 'json', body: await readRoleMatrix(fabric.resources, id) };
    },
  }),
  historyRoute({ path: `${path}/:id`, name: 'Consortium', noun: 'a consortium', params: resourceParams, refOf }),
];
