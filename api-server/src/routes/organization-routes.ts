// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { defineRoute } from './define-route.js';

const organizationSchema = z.strictObject({ mspID: z.string(), name: z.string(), opsChannel: z.string() });

/** Whose server this is. */
export const organizationRoutes = [
  defineRoute({
    method: 'get',
    path: '/organization',
    tag: 'Organization',
    operationID: 'getOrganization',
    summary: 'Get the organization that this server belongs to',
    responds: { description: 'The organization.', schema: organizationSchema },
    handle: (_request, { organization, opsChannel }) => {
      const { mspID, name } = organization;
      return Promise.resolve({ kind: 'json', body: { mspID, name, opsChannel } });
    },
  }),
];
