// SPDX-License-Identifier: Apache-2.0

import { Agent, request } from 'node:https';
import { TLSSocket } from 'node:tls';

export interface HttpsResponse {
  readonly status: number;
  readonly json: unknown;
  /** Common name of the server's certificate. */
  readonly servedBy: string;
  /** Port that the client called from: tells one connection from another. */
  readonly localPort: number;
}

/** A client that keeps one connection open for as long as the server does. */
export interface HttpsClient {
  get(path: string, headers?: Record<string, string>): Promise<HttpsResponse>;
  /** Whether a connection is open and waits for the next request. */
  isConnected(): boolean;
  close(): void;
}

export interface HttpsClientOptions {
  readonly url: string;
  /** PEM of the CA of the server. */
  readonly ca: string;
  /** PEM of the client's certificate and key, if it has any. */
  readonly identity?: { readonly cert: string; readonly key: string };
}

export function newHttpsClient({ url, ca, identity }: HttpsClientOptions): HttpsClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca, ...(identity && { ...identity }) });
  return {
    get: (path, headers = {}) =>
      new Promise((resolve, reject) => {
        const call = request(`${url}/api/v1${path}`, { agent, headers }, (response) => {
          const { socket } = response;
          const common = {
            servedBy: socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject.CN) : '',
            localPort: socket.localPort ?? 0,
          };
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const json: unknown = JSON.parse(Buffer.concat(chunks).toString());
            resolve({ status: response.statusCode ?? 0, json, ...common });
          });
        });
        call.once('error', reject);
        call.end();
      }),
    isConnected: () => Object.values(agent.freeSockets).flat().length > 0,
    close() {
      agent.destroy();
    },
  };
}
