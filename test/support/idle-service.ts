// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** Accepts connections and says nothing: a chaincode service that is up, for chaincodes that nobody calls. */
export interface IdleService {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startIdleService(hosts: readonly string[], port: number): Promise<IdleService> {
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  for (const host of hosts) {
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => sockets.delete(socket));
    });
    server.listen(port, host);
    await once(server, 'listening');
    servers.push(server);
  }
  return {
    port,
    async stop() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await Promise.all(servers.map((server) => once(server.close(), 'close')));
    },
  };
}
