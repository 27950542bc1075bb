// SPDX-License-Identifier: Apache-2.0

import { pino } from 'pino';
import { newToken } from '../../src/auth/tokens/new-token.js';
import { type Role, roles } from '../../src/auth/role.js';
import type { ApiConfig } from '../../src/config/api-config.js';
import { type ApiServer, type ApiTiming, newApiServer } from '../../src/server/new-api-server.js';
import { expectAsDescribed } from './expect-as-described.js';
import { FakeFabric } from './fake-fabric.js';

export interface TestServer {
  readonly url: string;
  readonly fabric: FakeFabric;
  /** Of an admin. */
  readonly token: string;
  /** The `Authorization` of somebody with this role alone. */
  as(role: Role): { readonly authorization: string };
  /** Lines of the log so far, as objects. */
  readonly log: readonly Record<string, unknown>[];
  /** A request under `/api/v1` with the token; its answer must be as the API's description has it. */
  call(method: string, path: string, options?: CallOptions): Promise<TestResponse>;
  get(path: string, headers?: Record<string, string>): Promise<TestResponse>;
  post(path: string, json?: unknown): Promise<TestResponse>;
  stop(): Promise<void>;
}

export interface CallOptions {
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is not JSON. */
  readonly json: unknown;
}

export interface TestServerOptions {
  readonly limits?: Partial<ApiConfig['api']['limits']>;
  readonly timing?: Partial<ApiTiming>;
  /** Whether applications are let in; they are not if absent. */
  readonly applications?: boolean;
  /** What differs in the `api` section. */
  readonly api?: Partial<ApiConfig['api']>;
  readonly now?: () => Date;
}

/** A whole API server on a free port, in front of an organization in memory. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { timing, now } = options;
  const tokens = new Map(roles.map((role) => [role, newToken()]));
  const token = tokens.get('admin')?.token ?? '';
  const known = [...tokens].map(([role, { sha256 }]) => ({ name: role, sha256, roles: [role] }));
  const fabric = new FakeFabric();
  const log: Record<string, unknown>[] = [];
  const server: ApiServer = newApiServer({
    config: testConfig(known, options),
    logger: pino({ level: 'debug' }, { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) }),
    connect: () => Promise.resolve(fabric),
    ...(now && { now }),
    timing: { patience: { most: 0, interval: 1 }, backoff: { first: 1, most: 5 }, ...timing },
  });
  const { url } = await server.start();
  const call = async (method: string, path: string, options: CallOptions = {}): Promise<TestResponse> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...options.headers },
      ...(options.body === undefined ? {} : { body: options.body }),
    });
    const text = await response.text();
    const { status, headers } = response;
    expectAsDescribed({ method, path, status, headers, text });
    return { status, headers, text, json: jsonOf(response, text) };
  };
  return {
    url,
    fabric,
    token,
    as: (role) => ({ authorization: `Bearer ${tokens.get(role)?.token ?? ''}` }),
    log,
    call,
    get: (path, headers) => call('GET', path, { ...(headers && { headers }) }),
    post: (path, json) =>
      call('POST', path, json === undefined ? {} : { body: JSON.stringify(json), headers: jsonContent }),
    stop: () => server.stop(),
  };
}

/** For requests with a body. */
export const jsonContent = { 'content-type': 'application/json' };

function testConfig(
  tokens: ApiConfig['api']['tokens'],
  { limits, api, applications = false }: TestServerOptions,
): ApiConfig {
  return {
    organization: {
      name: 'org1',
      mspID: 'Org1MSP',
      identity: { certificate: 'none', privateKey: 'none' },
      peers: [{ name: 'peer0', address: 'localhost:1', tlsRootCerts: 'none' }],
      orderers: [],
      ordering: [],
    },
    ops: {
      channel: 'ops-channel',
      chaincode: {
        name: 'opssc',
        version: '1.0',
        sequence: 1,
        label: 'opssc_1.0',
        connection: { address: '{{.host}}:1', dial_timeout: '10s', tls_required: false },
      },
    },
    api: {
      listen: { host: '127.0.0.1', port: 0 },
      tokens,
      oidc: [],
      separationOfDuty: false,
      limits: {
        bodyBytes: 1_048_576,
        requestsPerMinute: 100_000,
        failedLoginsPerMinute: 100_000,
        streams: 100,
        ...limits,
      },
      transactions: { enabled: applications },
      logLevel: 'info',
      ...api,
    },
  };
}

function jsonOf(response: Response, text: string): unknown {
  return response.headers.get('content-type')?.includes('json') === true ? (JSON.parse(text) as unknown) : undefined;
}
