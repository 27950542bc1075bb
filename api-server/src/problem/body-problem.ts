// SPDX-License-Identifier: Apache-2.0

import { ApiProblem } from './api-problem.js';

/** What Express says about a request that it could not read; undefined for any other error. */
export function bodyProblem(error: unknown): ApiProblem | undefined {
  if (error instanceof URIError) {
    return new ApiProblem({ code: 'ROUTE_NOT_FOUND', detail: 'The path is not properly encoded.', cause: error });
  }
  const { type, limit } = (error ?? {}) as { readonly type?: unknown; readonly limit?: unknown };
  switch (type) {
    case 'entity.too.large':
      return new ApiProblem({
        code: 'BODY_TOO_LARGE',
        detail: `The body has more than ${String(limit)} bytes.`,
        cause: error,
      });
    case 'entity.parse.failed':
    case 'request.size.invalid':
    case 'request.aborted':
      return new ApiProblem({
        code: 'MALFORMED_JSON',
        detail: `The body is not JSON: ${reason(error)}.`,
        cause: error,
      });
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new ApiProblem({
        code: 'UNSUPPORTED_MEDIA_TYPE',
        detail: `The body has an ${reason(error)}.`,
        cause: error,
      });
    default:
      return undefined;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}
