// SPDX-License-Identifier: Apache-2.0

import type { z } from 'zod';

export type Query = Readonly<Record<string, string | number | undefined>>;

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Of the next page; undefined on the last. */
  readonly bookmark: string | undefined;
}

export interface ListOptions<T> {
  readonly path: string;
  /** Of one item. */
  readonly schema: z.ZodType<T>;
  readonly query: Query;
}

/**
 * The REST API of one organization. Paths are those under `/api/v1`.
 *
 * Every call throws ApiError for a refusal, UnreachableError without an answer, and CliError for an answer in a form that
 * is not known.
 */
export interface ApiClient {
  /** Of the server, for people. */
  readonly url: string;
  get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T>;
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  /** A page of a list: those of proposals are maps by ledger key, those of resources are arrays. */
  list<T>(options: ListOptions<T>): Promise<Page<T>>;
  /** Server-sent events as text, from after the one with this ID. */
  events(lastEventID: string | undefined, signal: AbortSignal): Promise<AsyncIterable<string>>;
  close(): Promise<void>;
}
