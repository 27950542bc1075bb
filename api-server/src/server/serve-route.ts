// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import { isForApplications, isOpen } from '../auth/permissions.js';
import type { Answer } from '../routes/answer.js';
import type { Route } from '../routes/route.js';
import { admitApplication } from './admit-application.js';
import type { ApiContext } from './api-context.js';
import { carryOut } from './carry-out.js';
import { deprecationHeaders } from './deprecation-headers.js';
import { endWhenTurnedAway } from './end-when-turned-away.js';
import type { ApiHandler } from './http-types.js';
import type { IdempotentAnswers } from './idempotent-answers.js';
import { readBody } from './read-body.js';
import { requirePermission, requirePermissionOf } from './require-permission.js';
import { sendAnswer } from './send-answer.js';

export interface ServeRouteOptions {
  readonly context: ApiContext;
  /** Finds out who sends a request. */
  readonly authenticate: ApiHandler;
  /** Counts a request against its caller's limit. */
  readonly limit: ApiHandler;
  readonly answers: IdempotentAnswers;
  readonly separationOfDuty: boolean;
  /** Of a body. */
  readonly bodyBytes: number;
  readonly heartbeatMs: number;
  readonly recheckMs: number;
  readonly logger: Pick<Logger, 'error'>;
}

/** The handlers of one route, in their order: whoever may not come in does not get a body read. */
export function serveRoute(route: Route, options: ServeRouteOptions): readonly ApiHandler[] {
  const { context, authenticate, limit, answers, separationOfDuty, bodyBytes, logger } = options;
  const { heartbeatMs, recheckMs } = options;
  const note: ApiHandler = (_request, response, next) => {
    response.locals.route = route.path;
    response.set(deprecationHeaders(route.deprecated));
    next();
  };
  const run: ApiHandler = async (request, response) => {
    const { params, query, headers } = request;
    const { caller } = response.locals;
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    const { signal } = gone;
    const { application } = response.locals;
    const raw = { params, query, headers, body: request.body, signal, ...(application && { application }) };
    const answer: Answer =
      caller === undefined
        ? await route.run(raw, context)
        : await carryOut({ route, raw, request, response, caller, context, answers, separationOfDuty, logger });
    const { checkAgain } = response.locals;
    if (answer.kind === 'events' && checkAgain !== undefined) {
      const check = async (): Promise<void> => {
        requirePermissionOf(await checkAgain(), route.operationID);
      };
      endWhenTurnedAway({ check, intervalMs: recheckMs, request: gone });
    }
    await sendAnswer(answer, { request, response, heartbeatMs, signal });
  };
  const admission = (operationID: string): readonly ApiHandler[] => {
    if (isForApplications(operationID)) {
      return [limit, admitApplication(context)];
    }
    return isOpen(operationID) ? [] : [authenticate, limit, requirePermission(operationID)];
  };
  return [note, ...admission(route.operationID), ...(route.method === 'post' ? [readBody(bodyBytes)] : []), run];
}
