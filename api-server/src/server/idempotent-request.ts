// SPDX-License-Identifier: Apache-2.0

import { canonicalJson } from '@opssc/chaincode/model';
import { createHash } from 'node:crypto';
import type { Caller } from '../auth/caller.js';
import { ApiProblem } from '../problem/api-problem.js';
import type { ApiRequest } from './http-types.js';
import type { IdempotentRequest } from './idempotent-answers.js';

const sane = /^[\x21-\x7e]{1,255}$/;

/**
 * What a request says about being sent again; undefined when it says nothing.
 *
 * @throws ApiProblem `INVALID_ARGUMENT` when its key is none
 */
export function idempotentRequest(request: ApiRequest, caller: Caller): IdempotentRequest | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined) {
    return undefined;
  }
  if (!sane.test(key)) {
    const field = 'Idempotency-Key';
    const message = 'must be 1 to 255 visible ASCII characters';
    throw new ApiProblem({ code: 'INVALID_ARGUMENT', detail: `${field} ${message}`, fields: [{ field, message }] });
  }
  const { method, originalUrl, body } = request;
  const fingerprint = createHash('sha256')
    .update(`${method} ${originalUrl}\n`)
    .update(body === undefined ? '' : canonicalJson(body))
    .digest('hex');
  const { issuer, subjectHash } = caller.subject;
  return { key: `${issuer} ${subjectHash} ${key}`, fingerprint };
}
