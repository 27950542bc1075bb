// SPDX-License-Identifier: Apache-2.0

import type { Caller } from '../auth/caller.js';
import { isPermitted, permissionOf } from '../auth/permissions.js';
import { ApiProblem } from '../problem/api-problem.js';
import type { ApiHandler } from './http-types.js';

/** Lets only callers pass whose roles the table of permissions names for the route. */
export function requirePermission(operationID: string): ApiHandler {
  return (_request, response, next) => {
    const { caller, stranger } = response.locals;
    if (caller === undefined) {
      throw stranger ?? new ApiProblem({ code: 'UNAUTHENTICATED', detail: 'Credentials are needed.' });
    }
    requirePermissionOf(caller, operationID);
    next();
  };
}

/** @throws ApiProblem `FORBIDDEN` */
export function requirePermissionOf(caller: Caller, operationID: string): void {
  if (!isPermitted(caller, operationID)) {
    const permission = permissionOf(operationID);
    const needed = typeof permission === 'string' || permission.length === 0 ? 'nobody' : permission.join(' or ');
    throw new ApiProblem({ code: 'FORBIDDEN', detail: `${operationID} is for ${needed}.` });
  }
}
