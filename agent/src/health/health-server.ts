// SPDX-License-Identifier: Apache-2.0

import { type FailoverLogger, newTlsServer } from '@opssc/fabric-admin';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Conditions } from './conditions.js';
import type { Metrics } from './metrics.js';

export interface HealthServerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Absent: HTTP. */
  readonly tls?: HealthTls;
  readonly conditions: Conditions;
  readonly metrics: Metrics;
}

/** Files by path; they are read again when they change. */
export interface HealthTls {
  readonly certificate: string;
  readonly privateKey: string;
  /** Whose clients may see conditions and metrics; absent: everybody. */
  readonly clientCA?: readonly string[] | undefined;
  readonly logger: FailoverLogger;
  /** Milliseconds between two looks. */
  readonly reloadMs: number;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * `/healthz` (the process lives), `/readyz` (all that it needs is there, with reasons), `/metrics` (Prometheus). Where
 * client certificates are asked for, probes without one learn whether it lives and is ready, and nothing more.
 */
export class HealthServer {
  readonly #options: HealthServerOptions;
  #server: Server | undefined;

  constructor(options: HealthServerOptions) {
    this.#options = options;
  }

  /** Resolves with the URL that it listens at. */
  async start(): Promise<string> {
    const { host, port, tls } = this.#options;
    const server = await this.#newServer();
    this.#server = server;
    server.listen(port, host);
    await once(server, 'listening');
    const address = server.address() as AddressInfo;
    return `${tls === undefined ? 'http' : 'https'}://${host}:${address.port}`;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server?.listening === true) {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
  }

  async #newServer(): Promise<Server> {
    const handler = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#serve(request, response);
    };
    const { tls } = this.#options;
    if (tls === undefined) {
      return createServer(handler);
    }
    const { logger, reloadMs, clientCA } = tls;
    const config = { tls, ...(clientCA && { mtls: { ca: clientCA } }) };
    return newTlsServer({ config, handler, logger, reloadMs });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type, body } = await this.#answer(request);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  async #answer({ method, url = '/', socket }: IncomingMessage): Promise<Answer> {
    if (method !== 'GET' && method !== 'HEAD') {
      return json(405, { error: 'only GET' });
    }
    const { conditions, metrics, tls } = this.#options;
    const known = tls?.clientCA === undefined || (socket instanceof TLSSocket && socket.authorized);
    switch (url.split('?')[0]) {
      case '/healthz':
        return json(200, { status: 'ok' });
      case '/readyz':
        return json(conditions.ready ? 200 : 503, {
          ready: conditions.ready,
          ...(known && { conditions: conditions.list() }),
        });
      case '/metrics':
        if (!known) {
          return json(401, { error: 'a client certificate is required' });
        }
        return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() };
      default:
        return json(404, { error: 'not found' });
    }
  }
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(value)}\n` };
}
