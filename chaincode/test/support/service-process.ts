// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
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
  #errors = '';

  private constructor(address: string, environment: Readonly<Record<string, string>>) {
    this.address = address;
    this.#process = spawn(process.execPath, [main], {
      env: { ...environment, CHAINCODE_SERVER_ADDRESS: address, CORE_CHAINCODE_LOGGING_LEVEL: 'CRITICAL' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#exited = once(this.#process, 'exit');
    this.#process.stderr?.on('data', (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
  }

  /** Resolves when the service says that it listens. */
  static async start(environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const service = new ServiceProcess(await freeAddress(), environment);
    const { stdout } = service.#process;
    if (stdout === null) {
      throw new Error('the service has no output');
    }
    for await (const line of createInterface(stdout)) {
      if (line.includes('serving')) {
        return service;
      }
    }
    throw new Error(`the service did not start: ${service.#errors}`);
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
