// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { defineRoute } from './define-route.js';

const tag = 'Server';

/** The API's own description, for anyone to read. */
export const documentationRoutes = [
  defineRoute({
    method: 'get',
    path: '/openapi.json',
    tag,
    operationID: 'getOpenapi',
    summary: 'Get this description as OpenAPI 3.1',
    responds: { description: 'The OpenAPI document.', schema: z.record(z.string(), z.unknown()) },
    handle: (_request, { documentation }) => Promise.resolve({ kind: 'json', body: documentation.openapi() }),
  }),
  defineRoute({
    method: 'get',
    path: '/docs',
    tag,
    operationID: 'getDocs',
    summary: 'Read this description as a page',
    responds: { description: 'The page.', contentType: 'text/html' },
    handle: (_request, { documentation }) =>
      Promise.resolve({ kind: 'text', contentType: 'text/html; charset=utf-8', text: documentation.page() }),
  }),
  defineRoute({
    method: 'get',
    path: '/docs/style.css',
    tag,
    operationID: 'getDocsStyle',
    summary: "Get that page's style",
    responds: { description: 'The style sheet.', contentType: 'text/css' },
    handle: (_request, { documentation }) =>
      Promise.resolve({ kind: 'text', contentType: 'text/css; charset=utf-8', text: documentation.style }),
  }),
];
