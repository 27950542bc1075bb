// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import type { ApiMetrics } from './api-metrics.js';
import type { ApiHandler, ApiRequest, ApiResponse } from './http-types.js';

export interface ObserveOptions {
  readonly logger: Logger;
  readonly metrics: ApiMetrics;
}

/** One log line and one measurement for each request, when it is over. Headers, and so tokens, are not logged. */
export function observeRequests({ logger, metrics }: ObserveOptions): ApiHandler {
  return (request, response, next) => {
    const { method } = request;
    const path = request.path;
    response.once('close', () => {
      const seconds = (performance.now() - response.locals.started) / 1_000;
      logRequest({ logger, request, response, path, seconds });
      if (response.getHeader('content-type') !== 'text/event-stream; charset=utf-8') {
        const { route = 'none' } = response.locals;
        metrics.observeRequest({ method, route, status: response.statusCode, seconds });
      }
    });
    next();
  };
}

interface FinishedRequest {
  readonly logger: Logger;
  readonly request: ApiRequest;
  readonly response: ApiResponse;
  readonly path: string;
  readonly seconds: number;
}

/** Reading that goes well is only worth a line to those who look closely. */
function logRequest({ logger, request, response, path, seconds }: FinishedRequest): void {
  const { requestID, caller, application, code } = response.locals;
  const { statusCode: status } = response;
  const level = request.method === 'GET' && status < 400 ? 'debug' : 'info';
  const milliseconds = Math.round(seconds * 1_000);
  logger[level](
    { requestID, caller: caller?.name, application: application?.name, code, status, milliseconds },
    `${request.method} ${path} ${status}${response.writableFinished ? '' : ' (cut off)'}`,
  );
}
