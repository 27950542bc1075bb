// SPDX-License-Identifier: Apache-2.0

/** A refusal by an API server, with what its problem details say. */
export class RestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    const { code, detail, field } = problemOf(body);
    super(`${String(status)} ${code}: ${detail}`);
    this.name = 'RestError';
    this.status = status;
    this.code = code;
    this.field = field;
    this.body = body;
  }
}

/** The REST API of one organization under `/api/v1`, with its bearer token. */
export interface RestClient {
  readonly url: string;
  /** Throws `RestError` for every status of 400 and above. */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

export function newRestClient(url: string, token: string): RestClient {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.status >= 400) {
      throw new RestError(response.status, answer);
    }
    return answer as T;
  };
  return {
    url,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
  };
}

function problemOf(body: unknown): { code: string; detail: string; field: string | undefined } {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);
  const field = problem['field'];
  return {
    code: text(problem['code'], 'UNKNOWN'),
    detail: text(problem['detail'], text(problem['message'], '')),
    field: typeof field === 'string' ? field : undefined,
  };
}
