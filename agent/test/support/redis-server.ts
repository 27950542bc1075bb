// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of a test's own, on a free port. */
export class RedisServer {
  readonly url: string;
  readonly #port: number;
  readonly #dir: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, dir: string) {
    this.#port = port;
    this.#dir = dir;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async create(): Promise<RedisServer> {
    return new RedisServer(await freePort(), await mkdtemp(join(tmpdir(), 'opssc-redis-')));
  }

  /** Resolves when it takes connections. */
  async start(): Promise<void> {
    const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.#dir];
    const server = spawn('redis-server', ['--port', String(this.#port), ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = server;
    let output = '';
    for await (const chunk of server.stdout) {
      output += String(chunk);
      if (output.includes('Ready to accept connections')) {
        server.stdout.resume();
        return;
      }
    }
    throw new Error(`redis-server did not start: ${output}`);
  }

  async stop(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server?.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  }

  /** Stops it for good. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }
}

export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
