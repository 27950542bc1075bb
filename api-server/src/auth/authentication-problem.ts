// SPDX-License-Identifier: Apache-2.0

import { ApiProblem } from '../problem/api-problem.js';

/**
 * Why somebody is not let in.
 *
 * @param given whether credentials came with the request, and were not good
 */
export function authenticationProblem(detail: string, given: boolean, cause?: unknown): ApiProblem {
  return new ApiProblem({
    code: 'UNAUTHENTICATED',
    detail,
    headers: { 'WWW-Authenticate': given ? 'Bearer realm="opssc", error="invalid_token"' : 'Bearer realm="opssc"' },
    cause,
  });
}
