// SPDX-License-Identifier: Apache-2.0

import { ApiProblem } from '../problem/api-problem.js';
import type { ApiHandler } from './http-types.js';

/** Lets only requests with a known bearer token pass. */
export const requireToken: ApiHandler = (request, response, next) => {
  if (response.locals.caller !== undefined) {
    next();
    return;
  }
  const given = request.get('authorization') !== undefined;
  throw new ApiProblem({
    code: 'UNAUTHENTICATED',
    detail: given ? 'The bearer token is not known.' : 'A bearer token is needed.',
    headers: { 'WWW-Authenticate': given ? 'Bearer realm="opssc", error="invalid_token"' : 'Bearer realm="opssc"' },
  });
};
