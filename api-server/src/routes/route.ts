// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';
import type { Application } from '../applications/application.js';
import type { ApiContext } from '../server/api-context.js';
import type { ProblemCode } from '../problem/problem-codes.js';
import type { Answer } from './answer.js';

/** Groups of the API's description. */
export type Tag =
  'Application' | 'Chaincode' | 'Channel' | 'Consortium' | 'Events' | 'Governance' | 'Organization' | 'Server';

/** What is fixed about a route: enough to serve, validate and describe it. */
interface RouteDescription {
  readonly method: 'get' | 'post';
  /** Under `/api/v1`, with parameters as `:id`. */
  readonly path: string;
  /** Served at the root too, where probes look. */
  readonly alsoAtRoot?: true;
  /** A `post` that changes nothing, and is no decision. */
  readonly readsOnly?: true;
  /** What it answers is shown once, so it is not kept for a request that comes again with the same idempotency key. */
  readonly answersSecret?: true;
  readonly deprecated?: Deprecation;
  readonly tag: Tag;
  /** Unique name for generated clients, and by which `permissions` say who may use it. */
  readonly operationID: string;
  readonly summary: string;
  readonly description?: string;
  readonly responds: ResponseDescription;
  /** Beside those that every route can have. */
  readonly problems?: readonly ProblemCode[];
}

/** A route of OpsSC v0.4 that something else stands in for. */
export interface Deprecation {
  /** ISO 8601 date. */
  readonly since: string;
  /** What its description is found under. */
  readonly operationID: string;
}

export interface ResponseDescription {
  readonly description: string;
  /** Of a JSON body. */
  readonly schema?: z.ZodType;
  /** Of any other body. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Other statuses that have the same body, with what they mean. */
  readonly alsoAs?: Readonly<Record<number, string>>;
}

/** A JSON body; absent in a request it is `undefined` to the schema. */
export interface BodyDescription<Body> {
  readonly schema: z.ZodType<Body>;
  readonly required: boolean;
  /** Code of mistakes in it; default `INVALID_ARGUMENT`. */
  readonly invalid?: ProblemCode;
  readonly examples?: Readonly<Record<string, unknown>>;
}

/** The schemas of what a route reads. What has no schema must not be there. */
export interface RouteDefinition<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body,
> extends RouteDescription {
  readonly params?: Params;
  readonly query?: Query;
  /** By their names in lower case; others are ignored. */
  readonly headers?: Headers;
  readonly body?: BodyDescription<Body>;
  readonly handle: (
    request: {
      readonly params: z.output<Params>;
      readonly query: z.output<Query>;
      readonly headers: z.output<Headers>;
      readonly body: Body;
      /** Aborted when the client has gone away. */
      readonly signal: AbortSignal;
      /** Who asks, where `access` is `application`. */
      readonly application?: Application;
    },
    context: ApiContext,
  ) => Promise<Answer>;
}

/** What a request brings, unchecked. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly signal: AbortSignal;
  readonly application?: Application;
}

/** A route with its schemas applied: one entry of the table that serving and describing go by. */
export interface Route extends RouteDescription {
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: BodyDescription<unknown>;
  /**
   * Validates and handles a request.
   *
   * @throws ApiProblem `INVALID_ARGUMENT` with every field that is wrong; whatever the handler throws
   */
  run(request: RawRequest, context: ApiContext): Promise<Answer>;
}
