// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files, by path. */
export interface RedisServerTls {
  readonly ca: string;
  readonly certificate: string;
  readonly privateKey: string;
  readonly password: string;
}

/** A Redis of a test's own, on a free port. */
export class RedisServer {
  readonly url: string;
  readonly #port: number;
  readonly #dir: string;
  readonly #tls: RedisServerTls | undefined;
  #process: ChildProcess | undefined;

  private constructor(port: number, dir: string, tls: RedisServerTls | undefined) {
    this.#port = port;
    this.#dir = dir;
    this.#tls = tls;
    this.url = `${tls === undefined ? 'redis' : 'rediss'}://127.0.0.1:${port}`;
  }

  /** @param tls TLS alone, with client certificates of this CA and a password */
  static async create(tls?: RedisServerTls): Promise<RedisServer> {
    return new RedisServer(await freePort(), await mkdtemp(join(tmpdir(), 'opssc-redis-')), tls);
  }

  /** Resolves when it takes connections. */
  async start(): Promise<void> {
    const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.#dir];
    const server = spawn('redis-server', [...this.#transport(), ...options], {
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

  #transport(): readonly string[] {
    const port = String(this.#port);
    if (this.#tls === undefined) {
      return ['--port', port];
    }
    const { ca, certificate, privateKey, password } = this.#tls;
    const files = ['--tls-ca-cert-file', ca, '--tls-cert-file', certificate, '--tls-key-file', privateKey];
    return ['--port', '0', '--tls-port', port, ...files, '--tls-auth-clients', 'yes', '--requirepass', password];
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
