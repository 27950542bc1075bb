// SPDX-License-Identifier: Apache-2.0

import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Application } from '../applications/application.js';
import type { Caller } from '../auth/caller.js';
import type { ApiProblem } from '../problem/api-problem.js';

/** What is known of a request while it is handled. */
export interface RequestState {
  readonly requestID: string;
  readonly started: number;
  /** Who sends it; undefined: nobody that is known, or nobody has looked, as the route is open. */
  caller?: Caller;
  /** Looks at the caller's credentials again; rejects when they are good no more. */
  checkAgain?: () => Promise<Caller>;
  /** Why there is no caller. */
  stranger?: ApiProblem;
  /** Who asks, where a route is for applications. */
  application?: Application;
  /** Path of the route that serves it. */
  route?: string;
  /** Code of the problem that it was refused with. */
  code?: string;
}

type Params = Record<string, string | string[]>;
type Query = Record<string, unknown>;

export type ApiRequest = Request<Params, unknown, unknown, Query, RequestState>;
export type ApiResponse = Response<unknown, RequestState>;
export type ApiHandler = RequestHandler<Params, unknown, unknown, Query, RequestState>;
export type ApiErrorHandler = ErrorRequestHandler<Params, unknown, unknown, Query, RequestState>;
