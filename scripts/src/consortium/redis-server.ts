// SPDX-License-Identifier: Apache-2.0

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { freePort } from './free-port.js';
import { waitFor } from './wait-for.js';

/** A Redis of our own on a free loopback port, for a demo or a test. */
export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** FLUSHALL: everything that queues and caches remember is gone. */
  flush(): Promise<void>;
}

/** Starts `redis-server` from the PATH with its files in `dir`. */
export async function startRedis(dir: string): Promise<RedisServer> {
  await mkdir(dir, { recursive: true });
  const redis = new LocalRedis(dir, await freePort());
  await redis.start();
  return redis;
}

class LocalRedis implements RedisServer {
  readonly #dir: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  constructor(dir: string, port: number) {
    this.#dir = dir;
    this.#port = port;
  }

  get url(): string {
    return `redis://127.0.0.1:${String(this.#port)}`;
  }

  async start(): Promise<void> {
    const options = ['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', this.#dir, '--save', ''];
    const child = spawn('redis-server', [...options, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    await once(child, 'spawn');
    this.#child = child;
    await waitFor(async () => (await this.#command('PING')).startsWith('+PONG'), { what: 'redis-server answers' });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
  }

  async flush(): Promise<void> {
    const answer = await this.#command('FLUSHALL');
    if (!answer.startsWith('+OK')) {
      throw new Error(`redis-server refused FLUSHALL: ${answer}`);
    }
  }

  async #command(command: string): Promise<string> {
    const socket = connect(this.#port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      socket.write(`${command}\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      return answer.toString();
    } finally {
      socket.destroy();
    }
  }
}
