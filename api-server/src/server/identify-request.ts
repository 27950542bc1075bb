// SPDX-License-Identifier: Apache-2.0

import { randomUUID } from 'node:crypto';
import type { ApiHandler } from './http-types.js';

const sane = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives each request its ID: the client's, if it is a sane one. */
export const identifyRequest: ApiHandler = (request, response, next) => {
  const given = request.get('x-request-id') ?? '';
  const requestID = sane.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', requestID);
  response.setHeader('Cache-Control', 'no-store');
  Object.assign(response.locals, { requestID, started: performance.now() });
  next();
};
