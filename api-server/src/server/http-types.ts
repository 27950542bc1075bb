// SPDX-License-Identifier: Apache-2.0

import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Application } from '../applications/application.js';

/** What is known of a request while it is handled. */
export interface RequestState {
  readonly requestID: string;
  readonly started: number;
  /** Who holds the request's token; undefined: nobody that is known. */
  readonly caller: string | undefined;
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
