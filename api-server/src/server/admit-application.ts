// SPDX-License-Identifier: Apache-2.0

import type { ApiContext } from './api-context.js';
import type { ApiHandler } from './http-types.js';

/** Lets only applications with a credential that works pass, within what a node takes. */
export function admitApplication({ applications, transactionBudget }: ApiContext): ApiHandler {
  return async (request, response, next) => {
    response.locals.application = await applications.authenticate(request.get('authorization'));
    const release = await transactionBudget.take();
    response.once('close', release);
    if (response.closed) {
      release();
    }
    next();
  };
}
