// SPDX-License-Identifier: Apache-2.0

import express from 'express';
import { ApiProblem } from '../problem/api-problem.js';
import type { ApiHandler } from './http-types.js';

/** Reads a JSON body of bounded size into `request.body`, which stays undefined when there is none. */
export function readBody(limit: number): ApiHandler {
  const parse = express.json({ limit, type: 'application/json', inflate: false }) as unknown as ApiHandler;
  return (request, response, next) => {
    // Clients send this with a POST without a body.
    if (request.get('content-length') === '0') {
      next();
    } else if (request.is('application/json') === false) {
      const given = request.get('content-type') ?? 'nothing';
      throw new ApiProblem({
        code: 'UNSUPPORTED_MEDIA_TYPE',
        detail: `The body must be application/json, not ${given}.`,
      });
    } else {
      void parse(request, response, next);
    }
  };
}
