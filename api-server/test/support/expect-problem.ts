// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { type Problem, problemSchema } from '../../src/problem/problem-schema.js';
import type { TestResponse } from './test-server.js';

/** Asserts problem details with this status and code, complete and without a stack, and returns them for more. */
export function expectProblem(response: TestResponse, status: number, code: string): Problem {
  expect(response.headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
  const problem = problemSchema.parse(response.json);
  expect({ status: problem.status, code: problem.code }).to.deep.equal({ status, code });
  expect(response.status).to.equal(status);
  expect(problem.message).to.equal(problem.detail);
  expect(problem.requestID).to.equal(response.headers.get('x-request-id'));
  expect(response.text).not.to.match(/\bat \S+:\d+:\d+/);
  return problem;
}
