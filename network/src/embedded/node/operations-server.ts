// SPDX-License-Identifier: Apache-2.0

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface OperationsServerOptions {
  readonly host: string;
  readonly port: number;
}

/** It is no Fabric version: whoever looks sees what the network is. */
const version = { CommitSHA: '', Version: 'embedded' };

/** The part of Fabric's operations endpoint that an embedded node has: `/version` and `/healthz`. */
export async function startOperationsServer({
  host,
  port,
}: OperationsServerOptions): Promise<{ stop(): Promise<void> }> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function answer({ method, url }: IncomingMessage, response: ServerResponse): void {
  if (method !== 'GET') {
    send(response, 405, { Error: 'Method Not Allowed' });
    return;
  }
  switch (url) {
    case '/version':
      send(response, 200, version);
      return;
    case '/healthz':
      send(response, 200, { status: 'OK', time: new Date().toISOString() });
      return;
    default:
      send(response, 404, { Error: 'Not Found' });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
