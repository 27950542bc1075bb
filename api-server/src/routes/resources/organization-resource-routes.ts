// SPDX-License-Identifier: Apache-2.0

import { resourceChangesSchemas } from '@opssc/chaincode/model';
import { z } from 'zod';
import { newResourceBodies } from '../../requests/resource-bodies.js';
import { organizationParams, pageQuery } from '../../requests/resource-parameters.js';
import { organizationResourceSchema } from '../../views/resource-views.js';
import { API_BASE } from '../api-base.js';
import { defineRoute } from '../define-route.js';
import { nextPageHeaders } from '../next-page-headers.js';
import { historyRoute, pageHeaders } from './history-route.js';
import { changeAndRead, createProblems, writeProblems } from './resource-operations.js';

const path = '/organizations';
const tag = 'Consortium';
const refOf = ({ mspID }: z.output<typeof organizationParams>) => ({ kind: 'organization', mspID }) as const;

/** Organizations as they present themselves. */
export const organizationResourceRoutes = [
  defineRoute({
    method: 'get',
    path,
    tag,
    operationID: 'listOrganizations',
    summary: 'List the organizations',
    query: pageQuery,
    responds: { description: 'A page.', schema: z.array(organizationResourceSchema), headers: pageHeaders },
    async handle({ query }, { fabric }) {
      const { resources, bookmark } = await fabric.resources.list({ kind: 'organization', ...query });
      return { kind: 'json', body: resources, headers: nextPageHeaders(API_BASE + path, query, bookmark) };
    },
  }),
  defineRoute({
    method: 'post',
    path,
    tag,
    operationID: 'registerOrganization',
    summary: "Register this server's organization",
    body: {
      schema: newResourceBodies.organization,
      required: true,
      examples: { 'A name': { displayName: 'Example Ltd.', contact: 'ops@example.com' } },
    },
    responds: { description: 'The organization.', schema: organizationResourceSchema },
    problems: createProblems,
    async handle({ body }, context) {
      const { fabric, organization } = context;
      const ref = refOf(organization);
      const view = await changeAndRead(context, ref, () => fabric.resources.create({ kind: 'organization', ...body }));
      return { kind: 'json', body: view };
    },
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:mspID`,
    tag,
    operationID: 'getOrganizationResource',
    summary: 'Get an organization',
    params: organizationParams,
    responds: { description: 'The organization.', schema: organizationResourceSchema },
    problems: ['NOT_FOUND'],
    async handle({ params }, { fabric }) {
      return { kind: 'json', body: await fabric.resources.get(refOf(params)) };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:mspID`,
    tag,
    operationID: 'updateOrganization',
    summary: "Change this server's organization",
    params: organizationParams,
    body: { schema: resourceChangesSchemas.organization, required: true },
    responds: { description: 'The organization.', schema: organizationResourceSchema },
    problems: [...writeProblems, 'LIMIT_EXCEEDED'],
    async handle({ params, body: changes }, context) {
      const ref = refOf(params);
      const view = await changeAndRead(context, ref, () => context.fabric.resources.update({ ...ref, changes }));
      return { kind: 'json', body: view };
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:mspID/close`,
    tag,
    operationID: 'closeOrganization',
    summary: "Close the record of this server's organization",
    description: 'Once it is in no consortium, and has founded none that is open. It may register again.',
    params: organizationParams,
    responds: { description: 'The organization.', schema: organizationResourceSchema },
    problems: writeProblems,
    async handle({ params }, context) {
      const ref = refOf(params);
      return { kind: 'json', body: await changeAndRead(context, ref, () => context.fabric.resources.close(ref)) };
    },
  }),
  historyRoute({
    path: `${path}/:mspID`,
    name: 'Organization',
    noun: 'an organization',
    params: organizationParams,
    refOf,
  }),
];
