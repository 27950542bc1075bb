// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Network } from '../network.js';
import {
  type ControlRequest,
  controlRequestSchema,
  type ControlResponse,
  controlSocketPath,
} from './control-protocol.js';

/** Serves the other commands while the network is up. */
export async function listenForCommands(network: Network, end: () => Promise<void>): Promise<{ close(): void }> {
  const path = controlSocketPath(network.dir);
  const server = createServer((socket) => {
    void serve(socket, network, end);
  });
  // The run record has told that nobody else runs this network: a socket that is there was left by a killed process.
  await rm(path, { force: true });
  server.listen(path);
  await once(server, 'listening');
  await chmod(path, 0o600);
  return {
    // Whoever asked for the end still gets its answer.
    close: () => server.close(),
  };
}

async function serve(socket: Socket, network: Network, end: () => Promise<void>): Promise<void> {
  // A client that goes away takes only its own answer with it.
  socket.on('error', () => undefined);
  for await (const line of createInterface({ input: socket })) {
    socket.end(`${JSON.stringify(await answer(line, network, end))}\n`);
  }
}

async function answer(line: string, network: Network, end: () => Promise<void>): Promise<ControlResponse> {
  try {
    await run(controlRequestSchema.parse(JSON.parse(line)), network, end);
    const nodes = await network.nodeStatus();
    return { nodes: nodes.map(({ channels, ...node }) => ({ ...node, ...(channels && { channels: [...channels] }) })) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function run(request: ControlRequest, network: Network, end: () => Promise<void>): Promise<unknown> {
  switch (request.command) {
    case 'status':
      return undefined;
    case 'down':
      return end();
    case 'stop-node':
      return network.stopNode(request.name);
    case 'start-node':
      return network.startNode(request.name);
    case 'add-organization': {
      const { peers, orderers } = request;
      return network.addOrganization({
        ...(peers !== undefined && { peers }),
        ...(orderers !== undefined && { orderers }),
      });
    }
    case 'add-orderer':
      return network.addOrderer(request.name);
    case 'renew-certificates':
      return network.renewOrdererCertificates(request.name);
  }
}
