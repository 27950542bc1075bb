// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/**
 * The chaincode service as it runs in production: a process of its own. (It also has to be: fabric-shim brings an older
 * copy of Fabric's protobuf classes, and two copies in one process overwrite each other's globals.)
 */
export class ServiceProcess {
  readonly address: string;
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #listening: Promise<void>;
  #errors = '';

  private constructor(address: string, environment: Readonly<Record<string, string>>) {
    this.address = address;
    this.#process = spawn(process.execPath, [main], {
      env: { ...environment, CHAINCODE_SERVER_ADDRESS: address, CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // 'close': when its output has been read, too.
    this.#exited = once(this.#process, 'close');
    this.#listening = new Promise((resolve) => {
      this.#process.stdout?.on('data', (chunk: Buffer) => {
        if (chunk.includes('serving')) {
          resolve();
        }
      });
    });
    this.#process.stderr?.on('data', (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
  }

  /** Resolves when the service says that it listens. */
  static async start(environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const service = new ServiceProcess(await freeAddress(), environment);
    await Promise.race([service.#listening, service.#exited]);
    if (service.#process.exitCode !== null) {
      throw new Error(`the service did not start: ${service.#errors}`);
    }
    return service;
  }

  /** Asks it to stop; resolves with its exit code. */
  async stop(): Promise<number | null> {
    this.#process.kill('SIGTERM');
    await this.#exited;
    return this.#process.exitCode;
  }
}

async function freeAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('expected a TCP address');
  }
  return `localhost:${address.port}`;
}
