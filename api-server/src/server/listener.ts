// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ApiSection } from '../config/api-section-schema.js';

/** A server that listens. */
export interface Listener {
  readonly url: string;
  /** Takes no more connections and resolves when the requests under way are finished, or the time is over. */
  close(): Promise<void>;
}

/** Milliseconds that requests under way have to finish. */
const CLOSE_TIMEOUT_MS = 10_000;

/** Listens for HTTPS, or for HTTP without `tls`. */
export async function startListener(
  { listen, tls }: Pick<ApiSection, 'listen' | 'tls'>,
  handler: RequestListener,
): Promise<Listener> {
  const server = tls === undefined ? createServer(handler) : await newTlsServer(tls, handler);
  server.listen(listen.port, listen.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  return { url: `${tls === undefined ? 'http' : 'https'}://${host}:${port}`, close: () => close(server) };
}

async function newTlsServer(tls: NonNullable<ApiSection['tls']>, handler: RequestListener): Promise<Server> {
  const [cert, key] = await Promise.all([readFile(tls.certificate), readFile(tls.privateKey)]);
  return createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, handler);
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
