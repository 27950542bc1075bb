// SPDX-License-Identifier: Apache-2.0

import { Agent, fetch, type Response } from 'undici';
import { z } from 'zod';
import { CliError } from '../cli-error.js';
import { ApiError } from './api-error.js';
import type { ApiClient, ListOptions, Page, Query } from './api-client.js';
import { problemSchema } from './problem-schema.js';
import { UnreachableError } from './unreachable-error.js';

export interface ApiClientOptions {
  /** Of the server, without `/api/v1`. */
  readonly url: string;
  /** Gives the bearer token for each request: one of a login is renewed as it ends. */
  readonly bearer?: (() => Promise<string>) | undefined;
  /** PEM: the only roots that are trusted; absent: those of Node. */
  readonly ca?: string | undefined;
  /** PEM: a client certificate and its key. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
}

const API_BASE = '/api/v1';

/** Opens no connection before the first call. */
export function newApiClient(options: ApiClientOptions): ApiClient {
  return new RestClient(options);
}

interface Call {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly query?: Query;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

class RestClient implements ApiClient {
  readonly url: string;
  readonly #bearer: (() => Promise<string>) | undefined;
  readonly #timeout: number;
  readonly #agent: Agent;

  constructor({ url, bearer, ca, cert, key, timeout }: ApiClientOptions) {
    this.url = url.replace(/\/+$/, '');
    this.#bearer = bearer;
    this.#timeout = timeout;
    const tls = {
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    };
    this.#agent = new Agent({ connect: tls });
  }

  async get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T> {
    const response = await this.#call({ path, signal: this.#patience(), ...(query !== undefined && { query }) });
    return parse(await jsonOf(response), schema, path);
  }

  async post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    const response = await this.#call({ method: 'POST', path, body, signal: this.#patience() });
    return parse(await jsonOf(response), schema, path);
  }

  async list<T>({ path, schema, query }: ListOptions<T>): Promise<Page<T>> {
    const response = await this.#call({ path, query, signal: this.#patience() });
    const pageSchema = z.union([z.array(schema), z.record(z.string(), schema).transform((map) => Object.values(map))]);
    const items = parse(await jsonOf(response), pageSchema, path);
    return { items, bookmark: response.headers.get('x-bookmark') ?? undefined };
  }

  async events(lastEventID: string | undefined, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const headers = {
      accept: 'text/event-stream',
      ...(lastEventID !== undefined && { 'last-event-id': lastEventID }),
    };
    const { body } = await this.#call({ path: '/events', headers, signal });
    if (body === null) {
      throw new CliError(`${this.url} sent no events`);
    }
    return body.pipeThrough(new TextDecoderStream());
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #patience(): AbortSignal {
    return AbortSignal.timeout(this.#timeout);
  }

  async #call({ method = 'GET', path, query = {}, body, headers = {}, signal }: Call): Promise<Response> {
    const target = new URL(`${this.url}${API_BASE}${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        target.searchParams.set(name, String(value));
      }
    }
    const token = await this.#bearer?.();
    let response: Response;
    try {
      response = await fetch(target, {
        method,
        headers: {
          accept: 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
        dispatcher: this.#agent,
        // The token is for this server alone.
        redirect: 'error',
        signal,
      });
    } catch (error) {
      throw new UnreachableError(this.url, error);
    }
    if (!response.ok) {
      throw await refusalOf(response);
    }
    return response;
  }
}

async function refusalOf(response: Response): Promise<ApiError> {
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  const unknown = { code: `HTTP_${response.status}`, detail: `${response.url} does not answer as an OpsSC API server` };
  return new ApiError(response.status, problem.success ? problem.data : { ...unknown, fields: [] });
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw error instanceof SyntaxError
      ? new CliError(`${response.url} did not answer with JSON: is it an OpsSC API server?`, { cause: error })
      : new UnreachableError(response.url, error);
  }
}

function parse<T>(value: unknown, schema: z.ZodType<T>, path: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const place = issue === undefined ? '' : `${issue.path.map(String).join('.')}: ${issue.message}`;
  throw new CliError(`the answer to ${path} is not in the form that is known (${place})`, { cause: parsed.error });
}
