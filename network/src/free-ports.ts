// SPDX-License-Identifier: Apache-2.0

import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Operating systems take the ports of outgoing connections from above this range, so a node that is down for a while
 * does not find its port taken by somebody's client.
 */
const lowest = 10_000;
const highest = 32_000;

/**
 * Different TCP ports that nobody listens on at 127.0.0.1 right now, looked for from `first` on. A random start keeps
 * networks that are made at the same time apart.
 */
export async function freePorts(count: number, first = randomInt(lowest, highest)): Promise<number[]> {
  const ports: number[] = [];
  let candidate = first;
  for (let tried = 0; ports.length < count; tried++) {
    if (tried > highest - lowest) {
      throw new Error(`no ${count} free ports between ${lowest} and ${highest} on 127.0.0.1`);
    }
    if (await isFree(candidate)) {
      ports.push(candidate);
    }
    candidate = candidate + 1 > highest ? lowest : candidate + 1;
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
