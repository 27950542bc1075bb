// SPDX-License-Identifier: Apache-2.0

import { newTlsServer } from '@opssc/fabric-admin';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Logger } from 'pino';
import type { ApiSection } from '../config/api-section-schema.js';
import { maxHeaderSize } from './max-header-size.js';

/** A server that listens. */
export interface Listener {
  readonly url: string;
  /** Takes no more connections and resolves when the requests under way are finished, or the time is over. */
  close(): Promise<void>;
}

/** Milliseconds that requests under way have to finish. */
const CLOSE_TIMEOUT_MS = 10_000;

export interface ListenerOptions {
  readonly config: Pick<ApiSection, 'listen' | 'tls' | 'mtls'>;
  readonly handler: RequestListener;
  readonly logger: Logger;
  /** Milliseconds between two looks at the files of TLS. */
  readonly reloadMs: number;
  /** Gets the connections that were made before what is trusted changed. */
  readonly staleConnections: WeakSet<Socket>;
}

/** Listens for HTTPS, or for HTTP without `tls`. */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { config, handler } = options;
  const { listen, tls, mtls } = config;
  const server =
    tls === undefined
      ? createServer({ maxHeaderSize }, handler)
      : await newTlsServer({ ...options, config: { tls, mtls }, maxHeaderSize });
  server.listen(listen.port, listen.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  return { url: `${tls === undefined ? 'http' : 'https'}://${host}:${port}`, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  // A connection whose request finishes from here on is idle, and would stay open for more requests.
  server.on('request', (_request, response) => {
    response.setHeader('Connection', 'close');
  });
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 20);
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, CLOSE_TIMEOUT_MS);
  const closed = once(server, 'close');
  server.close();
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
