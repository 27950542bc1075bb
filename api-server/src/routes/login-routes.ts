// SPDX-License-Identifier: Apache-2.0

import { loginSchema, loginView } from '../views/login-view.js';
import { defineRoute } from './define-route.js';

/** How people come in, for those who are not in yet. */
export const loginRoutes = [
  defineRoute({
    method: 'get',
    path: '/login',
    tag: 'Organization',
    operationID: 'getLogin',
    summary: 'Get where people log in',
    description:
      'The identity providers at which the `opssc` command and the console log people in. The access token that comes ' +
      'of it is what this API takes as bearer token.',
    responds: { description: 'What the configuration names; nothing of it is secret.', schema: loginSchema },
    handle: (_request, { issuers }) => Promise.resolve({ kind: 'json', body: loginView(issuers) }),
  }),
];
