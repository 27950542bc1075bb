// SPDX-License-Identifier: Apache-2.0

import { ipKeyGenerator } from 'express-rate-limit';
import type { Socket } from 'node:net';
import type { Authenticator } from '../auth/authenticator.js';
import { clientCertificate } from '../auth/mtls/client-certificate.js';
import type { FailedLogins } from '../auth/failed-logins.js';
import { problemOf } from '../problem/problem-of.js';
import type { ApiHandler } from './http-types.js';

export interface AuthenticateOptions {
  readonly authenticator: Authenticator;
  readonly failedLogins: FailedLogins;
  /** Connections whose certificates were checked against what is no longer trusted. */
  readonly staleConnections: WeakSet<Socket>;
}

/**
 * Finds out who sends a request. Whoever can't be told passes without a caller and with the reason, so that the limit on
 * requests counts them too; `requirePermission` turns them away.
 */
export function authenticate(options: AuthenticateOptions): ApiHandler {
  const { authenticator, failedLogins, staleConnections } = options;
  return async (request, response, next) => {
    const { socket } = request;
    const authorization = request.get('authorization');
    const address = ipKeyGenerator(request.ip ?? '');
    try {
      if (authorization !== undefined) {
        failedLogins.check(address);
      }
      const check = () =>
        authenticator({ authorization, certificate: () => clientCertificate(socket, staleConnections) });
      response.locals.caller = await check();
      response.locals.checkAgain = check;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'UNAUTHENTICATED' && authorization !== undefined) {
        failedLogins.note(address);
      }
      response.locals.stranger = problem;
    }
    if (staleConnections.has(socket)) {
      response.setHeader('Connection', 'close');
    }
    next();
  };
}
