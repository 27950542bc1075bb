// SPDX-License-Identifier: Apache-2.0

import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { ApiProblem } from '../problem/api-problem.js';
import type { ApiHandler, RequestState } from './http-types.js';

/** So many requests a minute for each caller, or for each address without a caller that is known. */
export function limitRequests(requestsPerMinute: number): ApiHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request, { locals }) => {
      const { caller } = locals as RequestState;
      return caller === undefined
        ? `address ${ipKeyGenerator(request.ip ?? '')}`
        : `caller ${caller.subject.issuer} ${caller.subject.subjectHash}`;
    },
    handler: (_request, _response, next) => {
      next(
        new ApiProblem({
          code: 'TOO_MANY_REQUESTS',
          detail: `The limit is ${requestsPerMinute} requests a minute.`,
        }),
      );
    },
  }) as unknown as ApiHandler;
}
