// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Conditions } from './conditions.js';
import type { Metrics } from './metrics.js';

export interface HealthServerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly conditions: Conditions;
  readonly metrics: Metrics;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** `/healthz` (the process lives), `/readyz` (all that it needs is there, with reasons), `/metrics` (Prometheus). */
export class HealthServer {
  readonly #options: HealthServerOptions;
  readonly #server: Server;

  constructor(options: HealthServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  /** Resolves with the URL that it listens at. */
  async start(): Promise<string> {
    const { host, port } = this.#options;
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    const address = this.#server.address() as AddressInfo;
    return `http://${host}:${address.port}`;
  }

  async stop(): Promise<void> {
    if (this.#server.listening) {
      const closed = once(this.#server, 'close');
      this.#server.close();
      this.#server.closeAllConnections();
      await closed;
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type, body } = await this.#answer(request);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  async #answer({ method, url = '/' }: IncomingMessage): Promise<Answer> {
    if (method !== 'GET' && method !== 'HEAD') {
      return json(405, { error: 'only GET' });
    }
    const { conditions, metrics } = this.#options;
    switch (url.split('?')[0]) {
      case '/healthz':
        return json(200, { status: 'ok' });
      case '/readyz':
        return json(conditions.ready ? 200 : 503, { ready: conditions.ready, conditions: conditions.list() });
      case '/metrics':
        return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() };
      default:
        return json(404, { error: 'not found' });
    }
  }
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(value)}\n` };
}
