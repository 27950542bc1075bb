// SPDX-License-Identifier: Apache-2.0

import { sendEvents } from '../events/send-events.js';
import type { Answer } from '../routes/answer.js';
import type { Route } from '../routes/route.js';
import { admitApplication } from './admit-application.js';
import type { ApiContext } from './api-context.js';
import type { ApiHandler, ApiResponse } from './http-types.js';
import { readBody } from './read-body.js';
import { requireToken } from './require-token.js';

export interface ServeRouteOptions {
  readonly context: ApiContext;
  /** Counts a request against its caller's limit. */
  readonly limit: ApiHandler;
  /** Of a body. */
  readonly bodyBytes: number;
  readonly heartbeatMs: number;
}

/** The handlers of one route, in their order: whoever may not come in does not get a body read. */
export function serveRoute(route: Route, options: ServeRouteOptions): readonly ApiHandler[] {
  const { context, limit, bodyBytes, heartbeatMs } = options;
  const note: ApiHandler = (_request, response, next) => {
    response.locals.route = route.path;
    next();
  };
  const run: ApiHandler = async (request, response) => {
    const { params, query, headers } = request;
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    const { application } = response.locals;
    const answer = await route.run(
      { params, query, headers, body: request.body, signal: gone.signal, ...(application && { application }) },
      context,
    );
    await send(answer, response, { heartbeatMs, signal: gone.signal });
  };
  return [
    note,
    ...(route.access === 'open'
      ? []
      : [limit, route.access === 'application' ? admitApplication(context) : requireToken]),
    ...(route.method === 'post' ? [readBody(bodyBytes)] : []),
    run,
  ];
}

async function send(
  answer: Answer,
  response: ApiResponse,
  { heartbeatMs, signal }: { readonly heartbeatMs: number; readonly signal: AbortSignal },
): Promise<void> {
  switch (answer.kind) {
    case 'json':
      response
        .status(answer.status ?? 200)
        .set(answer.headers ?? {})
        .json(answer.body);
      return;
    case 'text':
      response.type(answer.contentType).send(answer.text);
      return;
    case 'events':
      await sendEvents({ response, changes: answer.changes, heartbeatMs, signal });
  }
}
