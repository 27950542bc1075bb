// SPDX-License-Identifier: Apache-2.0

import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Authenticator } from '../auth/authenticator.js';
import { FailedLogins } from '../auth/failed-logins.js';
import type { ApiSection } from '../config/api-section-schema.js';
import { ApiProblem } from '../problem/api-problem.js';
import { API_BASE } from '../routes/api-base.js';
import type { Route } from '../routes/route.js';
import type { ApiContext } from './api-context.js';
import { authenticate } from './authenticate.js';
import type { ApiHandler } from './http-types.js';
import type { IdempotentAnswers } from './idempotent-answers.js';
import { identifyRequest } from './identify-request.js';
import { limitRequests } from './limit-requests.js';
import { observeRequests } from './observe-requests.js';
import { sendProblem } from './send-problem.js';
import { serveRoute } from './serve-route.js';

export interface AppOptions {
  readonly routes: readonly Route[];
  readonly context: ApiContext;
  readonly config: Pick<ApiSection, 'limits' | 'separationOfDuty'>;
  readonly authenticator: Authenticator;
  readonly answers: IdempotentAnswers;
  /** See `authenticate`. */
  readonly staleConnections: WeakSet<Socket>;
  readonly logger: Logger;
  /** Milliseconds between signs of life in event streams. */
  readonly heartbeatMs: number;
  /** Milliseconds between looks at the credentials that they were opened with. */
  readonly recheckMs: number;
}

/** The HTTP side: what is common to all routes, and the table of routes. */
export function newApp(options: AppOptions): Express {
  const { routes, context, config, authenticator, answers, staleConnections, logger, heartbeatMs, recheckMs } = options;
  const { limits, separationOfDuty } = config;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(identifyRequest);
  app.use(observeRequests({ logger, metrics: context.metrics }));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy } }));

  const serving = {
    context,
    authenticate: authenticate({
      authenticator,
      failedLogins: new FailedLogins(limits.failedLoginsPerMinute),
      staleConnections,
    }),
    limit: limitRequests(limits.requestsPerMinute),
    answers,
    separationOfDuty,
    bodyBytes: limits.bodyBytes,
    heartbeatMs,
    recheckMs,
    logger,
  };
  for (const [path, atPath] of byPath(routes)) {
    const served = app.route(path);
    for (const route of atPath) {
      served[route.method](...serveRoute(route, serving));
    }
    served.all(refuseMethod(atPath));
  }
  app.use(refusePath);
  app.use(sendProblem(logger));
  return app;
}

/** For the page that describes the API; it has a style sheet and no scripts. */
const contentSecurityPolicy = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

function byPath(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const paths = new Map<string, Route[]>();
  for (const route of routes) {
    for (const path of [API_BASE + route.path, ...(route.alsoAtRoot ? [route.path] : [])]) {
      paths.set(path, [...(paths.get(path) ?? []), route]);
    }
  }
  return paths;
}

function refuseMethod(atPath: readonly Route[]): ApiHandler {
  const allowed = atPath.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST'])).join(', ');
  return (request) => {
    throw new ApiProblem({
      code: 'METHOD_NOT_ALLOWED',
      detail: `${request.method} is not for this path; it takes ${allowed}.`,
      headers: { Allow: allowed },
    });
  };
}

const refusePath: ApiHandler = (request) => {
  throw new ApiProblem({ code: 'ROUTE_NOT_FOUND', detail: `There is nothing at ${request.path}.` });
};
