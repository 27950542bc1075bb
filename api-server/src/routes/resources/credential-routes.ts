// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { newSecret } from '../../applications/new-secret.js';
import { newResourceBodies } from '../../requests/resource-bodies.js';
import { childParams, pageQuery, resourceParams } from '../../requests/resource-parameters.js';
import { credentialSchema, credentialView, newCredentialSchema } from '../../views/resource-views.js';
import { API_BASE } from '../api-base.js';
import { defineRoute } from '../define-route.js';
import { nextPageHeaders } from '../next-page-headers.js';
import { historyRoute, pageHeaders } from './history-route.js';
import { changeAndRead, createProblems, writeProblems } from './resource-operations.js';

const list = '/environments/:id/credentials';
const one = `${list}/:name`;
const tag = 'Consortium';
const refOf = ({ id, name }: z.output<typeof childParams>) =>
  ({ kind: 'credential', environmentID: id, name }) as const;

/** What lets applications in at the transaction endpoint. */
export const credentialRoutes = [
  defineRoute({
    method: 'get',
    path: list,
    tag,
    operationID: 'listCredentials',
    summary: 'List the application credentials of an environment',
    params: resourceParams,
    query: pageQuery,
    responds: { description: 'A page.', schema: z.array(credentialSchema), headers: pageHeaders },
    problems: ['NOT_FOUND'],
    async handle({ params: { id }, query }, { fabric }) {
      const { resources, bookmark } = await fabric.resources.list({ kind: 'credential', environmentID: id, ...query });
      const path = `${API_BASE}/environments/${id}/credentials`;
      return { kind: 'json', body: resources.map(credentialView), headers: nextPageHeaders(path, query, bookmark) };
    },
  }),
  defineRoute({
    method: 'post',
    path: list,
    tag,
    operationID: 'createCredential',
    summary: 'Create an application credential',
    description: 'The secret is in this answer and nowhere else: the ledger has a salted scrypt hash of it.',
    answersSecret: true,
    params: resourceParams,
    body: {
      schema: newResourceBodies.credential,
      required: true,
      examples: { 'For one channel': { name: 'billing', channels: ['mychannel'] } },
    },
    responds: { description: 'The credential and its secret.', schema: newCredentialSchema },
    problems: createProblems,
    async handle({ params: { id }, body }, context) {
      const ref = refOf({ id, name: body.name });
      const { secret, secretHash } = await newSecret();
      const create = () => context.fabric.resources.create({ ...body, ...ref, secretHash });
      return { kind: 'json', body: { ...credentialView(await changeAndRead(context, ref, create)), secret } };
    },
  }),
  defineRoute({
    method: 'get',
    path: one,
    tag,
    operationID: 'getCredential',
    summary: 'Get an application credential',
    params: childParams,
    responds: { description: 'The credential.', schema: credentialSchema },
    problems: ['NOT_FOUND'],
    async handle({ params }, { fabric }) {
      return { kind: 'json', body: credentialView(await fabric.resources.get(refOf(params))) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${one}/revoke`,
    tag,
    operationID: 'revokeCredential',
    summary: 'Revoke an application credential, for good',
    description: 'It is out when this answers.',
    params: childParams,
    responds: { description: 'The credential.', schema: credentialSchema },
    problems: writeProblems,
    async handle({ params }, context) {
      const ref = refOf(params);
      const view = await changeAndRead(context, ref, () => context.fabric.resources.close(ref));
      return { kind: 'json', body: credentialView(view) };
    },
  }),
  historyRoute({ path: one, name: 'Credential', noun: 'an application credential', params: childParams, refOf }),
];
