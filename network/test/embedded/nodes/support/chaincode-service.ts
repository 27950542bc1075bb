// SPDX-License-Identifier: Apache-2.0

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface ChaincodeService {
  /** Resolves when the chaincode sends its next message to this process. */
  nextMessage(): Promise<unknown>;
  /** Kills it. */
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('sample-chaincode-main.js', import.meta.url));

/**
 * Runs the sample chaincode as a service. In a process of its own: fabric-shim brings its own copy of the protobuf
 * classes, and two copies in one process overwrite each other.
 */
export async function startChaincodeService(packageID: string, address: string): Promise<ChaincodeService> {
  const child = fork(main, [packageID, address], {
    env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'CRITICAL', CORE_CHAINCODE_LOGGING_SHIM: 'CRITICAL' },
    execArgv: ['--no-deprecation'],
  });
  const exited = once(child, 'exit');
  await Promise.race([
    once(child, 'message'),
    exited.then(() => {
      throw new Error('the chaincode service ended before it listened');
    }),
  ]);
  return {
    nextMessage: async () => {
      const [message] = (await once(child, 'message')) as unknown[];
      return message;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** A port that is free on `host` now. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
