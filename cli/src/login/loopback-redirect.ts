// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CliError } from '../cli-error.js';

const path = '/callback';

/** Where a browser comes back to after a login: a port of loopback that the system chose, open to this machine alone. */
export class LoopbackRedirect {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  }

  static async open(): Promise<LoopbackRedirect> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LoopbackRedirect(server);
  }

  /**
   * The URL with which the browser comes back: the first that has our state. Whatever else calls is not of this login.
   *
   * @throws CliError after `patience` milliseconds
   */
  answer({ state, patience }: { readonly state: string; readonly patience: number }): Promise<URL> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new CliError('nobody came back from the browser: try again'));
      }, patience);
      this.#server.on('request', (request: IncomingMessage, response: ServerResponse) => {
        const url = this.#urlOf(request, state);
        response.writeHead(url === undefined ? 404 : 200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'",
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          connection: 'close',
        });
        response.end(url === undefined ? 'There is nothing here.' : page(url));
        if (url !== undefined) {
          clearTimeout(timer);
          response.once('close', () => {
            resolve(url);
          });
        }
      });
    });
  }

  /** Where a request went; undefined when that is not for the login with this state. */
  #urlOf({ method, url: target = '' }: IncomingMessage, state: string): URL | undefined {
    const url = URL.canParse(target, this.url) ? new URL(target, this.url) : undefined;
    return method === 'GET' && url?.pathname === path && url.searchParams.get('state') === state ? url : undefined;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

/** What the provider said is not repeated: it is told where the command runs. */
function page({ searchParams }: URL): string {
  const text = searchParams.has('error')
    ? 'The login did not come about. The terminal says why.'
    : 'Back to the terminal: this page can be closed.';
  return `<!doctype html><html lang="en"><title>opssc</title><p>${text}</p></html>`;
}
