// SPDX-License-Identifier: Apache-2.0

import type { Logger } from 'pino';
import { API_BASE } from '../routes/api-base.js';
import { problemCodes } from '../problem/problem-codes.js';
import { problemOf } from '../problem/problem-of.js';
import type { Problem } from '../problem/problem-schema.js';
import type { ApiErrorHandler } from './http-types.js';

/** Answers whatever went wrong as problem details (RFC 9457). */
export function sendProblem(logger: Logger): ApiErrorHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    const { code, httpStatus: status, message: detail, fields, headers, transactionID, vote } = problem;
    const { requestID } = response.locals;
    response.locals.code = code;
    if (code === 'INTERNAL') {
      logger.error({ requestID, err: problem.cause ?? problem }, detail);
    } else if (status >= 500) {
      logger.warn({ requestID, code }, detail);
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const [first] = fields;
    const body: Problem = {
      type: `${API_BASE}/docs#problem-${code}`,
      title: problemCodes[code].meaning,
      status,
      detail,
      instance: request.originalUrl.split('?', 1)[0] ?? '',
      code,
      message: detail,
      requestID,
      ...(first !== undefined && { field: first.field, fields: [...fields] }),
      ...(transactionID !== undefined && { transactionID }),
      ...(vote !== undefined && { vote }),
    };
    response.status(status).set(headers).type('application/problem+json').send(JSON.stringify(body));
  };
}
