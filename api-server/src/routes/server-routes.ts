// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { readinessSchema } from '../server/readiness.js';
import { defineRoute } from './define-route.js';

const tag = 'Server';

/** The server itself: for probes and monitoring. */
export const serverRoutes = [
  defineRoute({
    method: 'get',
    path: '/version',
    tag,
    operationID: 'getVersion',
    summary: 'Get the version of this server',
    responds: { description: 'The version.', schema: z.string() },
    handle: (_request, { version }) => Promise.resolve({ kind: 'json', body: version }),
  }),
  defineRoute({
    method: 'get',
    path: '/healthz',
    alsoAtRoot: true,
    tag,
    operationID: 'getHealth',
    summary: 'Is the server alive?',
    responds: { description: 'It is.', contentType: 'text/plain' },
    handle: () => Promise.resolve({ kind: 'text', contentType: 'text/plain; charset=utf-8', text: 'OK' }),
  }),
  defineRoute({
    method: 'get',
    path: '/readyz',
    alsoAtRoot: true,
    tag,
    operationID: 'getReadiness',
    summary: 'Can the server do its work?',
    description: 'Ready means that the contracts answer through at least one peer. What is out of reach says why.',
    responds: {
      description: 'Ready.',
      schema: readinessSchema,
      alsoAs: { 503: 'Not ready: the contracts do not answer.' },
    },
    async handle(_request, { readiness }) {
      const report = await readiness();
      return { kind: 'json', body: report, status: report.ready ? 200 : 503 };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/metrics',
    alsoAtRoot: true,
    tag,
    operationID: 'getMetrics',
    summary: 'Get metrics for Prometheus',
    responds: { description: "In Prometheus' text format.", contentType: 'text/plain' },
    async handle(_request, { metrics }) {
      return { kind: 'text', contentType: metrics.contentType, text: await metrics.text() };
    },
  }),
];
