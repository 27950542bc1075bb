// SPDX-License-Identifier: Apache-2.0

import { createServer, type Socket } from 'node:net';

/** Accepts connections and never says a word, as a host behind a broken firewall. */
export async function startSilentListener(): Promise<{ readonly address: string; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    address: `localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
    stop() {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}
