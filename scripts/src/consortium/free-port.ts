// SPDX-License-Identifier: Apache-2.0

import { createServer } from 'node:net';

/** So many different TCP ports that are free on loopback at this moment. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    ports.add(await freePort());
  }
  return [...ports];
}

/** A TCP port that is free on every one of the given loopback addresses at this moment. */
export async function freePort(hosts: readonly string[] = ['127.0.0.1']): Promise<number> {
  for (;;) {
    const [first = '127.0.0.1', ...others] = hosts;
    const port = await probe(first, 0);
    const free = await Promise.allSettled(others.map((host) => probe(host, port)));
    if (free.every(({ status }) => status === 'fulfilled')) {
      return port;
    }
  }
}

function probe(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  });
}
