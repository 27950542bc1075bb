// SPDX-License-Identifier: Apache-2.0

import { resourceChangesSchemas } from '@opssc/chaincode/model';
import { z } from 'zod';
import { newResourceBodies, observationBody } from '../../requests/resource-bodies.js';
import { childParams, pageQuery, resourceParams } from '../../requests/resource-parameters.js';
import { nodeSchema, nodeView } from '../../views/resource-views.js';
import { API_BASE } from '../api-base.js';
import { defineRoute } from '../define-route.js';
import { nextPageHeaders } from '../next-page-headers.js';
import { historyRoute, pageHeaders } from './history-route.js';
import { changeAndRead, createProblems, writeProblems } from './resource-operations.js';

const list = '/environments/:id/nodes';
const one = `${list}/:name`;
const tag = 'Consortium';
const responds = { description: 'The node.', schema: nodeSchema };
const refOf = ({ id, name }: z.output<typeof childParams>) => ({ kind: 'node', environmentID: id, name }) as const;

/** Peers, orderers and CAs of memberships in an environment. */
export const nodeRoutes = [
  defineRoute({
    method: 'get',
    path: list,
    tag,
    operationID: 'listNodes',
    summary: 'List the nodes of an environment',
    params: resourceParams,
    query: pageQuery,
    responds: { description: 'A page.', schema: z.array(nodeSchema), headers: pageHeaders },
    problems: ['NOT_FOUND'],
    async handle({ params: { id }, query }, { fabric }) {
      const { resources, bookmark } = await fabric.resources.list({ kind: 'node', environmentID: id, ...query });
      const path = `${API_BASE}/environments/${id}/nodes`;
      return { kind: 'json', body: resources.map(nodeView), headers: nextPageHeaders(path, query, bookmark) };
    },
  }),
  defineRoute({
    method: 'post',
    path: list,
    tag,
    operationID: 'registerNode',
    summary: 'Register a node of this organization',
    params: resourceParams,
    body: {
      schema: newResourceBodies.node,
      required: true,
      examples: { 'A peer': { name: 'peer0', type: 'peer', endpoint: 'peer0.org1.example.com:7051' } },
    },
    responds,
    problems: createProblems,
    async handle({ params: { id }, body }, context) {
      const ref = refOf({ id, name: body.name });
      const create = () => context.fabric.resources.create({ ...body, ...ref });
      return { kind: 'json', body: nodeView(await changeAndRead(context, ref, create)) };
    },
  }),
  defineRoute({
    method: 'get',
    path: one,
    tag,
    operationID: 'getNode',
    summary: 'Get a node',
    params: childParams,
    responds,
    problems: ['NOT_FOUND'],
    async handle({ params }, { fabric }) {
      return { kind: 'json', body: nodeView(await fabric.resources.get(refOf(params))) };
    },
  }),
  defineRoute({
    method: 'post',
    path: one,
    tag,
    operationID: 'updateNode',
    summary: 'Change a node of this organization',
    params: childParams,
    body: { schema: resourceChangesSchemas.node, required: true },
    responds,
    problems: writeProblems,
    async handle({ params, body: changes }, context) {
      const ref = refOf(params);
      const view = await changeAndRead(context, ref, () => context.fabric.resources.update({ ...ref, changes }));
      return { kind: 'json', body: nodeView(view) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${one}/observe`,
    tag,
    operationID: 'observeNode',
    summary: 'Say what was seen of a node of this organization',
    description: 'Replaces what was seen before: what is left out is unknown. The same again writes nothing.',
    params: childParams,
    body: {
      schema: observationBody,
      required: true,
      examples: { 'A peer': { version: '3.1.1', heights: { mychannel: '42' } } },
    },
    responds,
    problems: writeProblems,
    async handle({ params, body }, context) {
      const { kind, ...ref } = refOf(params);
      const observe = () => context.fabric.resources.observeNode({ ...ref, ...body });
      return { kind: 'json', body: nodeView(await changeAndRead(context, { kind, ...ref }, observe)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${one}/remove`,
    tag,
    operationID: 'removeNode',
    summary: 'Take out a node of this organization, for good',
    params: childParams,
    responds,
    problems: writeProblems,
    async handle({ params }, context) {
      const ref = refOf(params);
      const view = await changeAndRead(context, ref, () => context.fabric.resources.close(ref));
      return { kind: 'json', body: nodeView(view) };
    },
  }),
  historyRoute({ path: one, name: 'Node', noun: 'a node', params: childParams, refOf }),
];
