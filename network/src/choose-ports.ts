// SPDX-License-Identifier: Apache-2.0

import { freePorts } from './free-ports.js';
import type { NetworkFile } from './network-file.js';

/** Ports for all of these nodes: those that they have, and free ones for nodes without any. */
export async function choosePorts(
  nodes: { readonly orderers: readonly string[]; readonly peers: readonly string[] },
  known: NetworkFile['ports'] = {},
): Promise<NetworkFile['ports']> {
  const orderers = nodes.orderers.filter((name) => known[name] === undefined);
  const peers = nodes.peers.filter((name) => known[name] === undefined);
  // A node that is down right now keeps its ports, though nobody listens there.
  const taken = Object.values(known).flatMap((ports) => Object.values(ports));
  const free = (await freePorts(2 * peers.length + 3 * orderers.length + taken.length)).filter(
    (port) => !taken.includes(port),
  );
  const next = () => free.shift() ?? 0;
  return {
    ...known,
    ...Object.fromEntries([
      ...orderers.map((name) => [name, { listen: next(), operations: next(), admin: next() }] as const),
      ...peers.map((name) => [name, { listen: next(), operations: next() }] as const),
    ]),
  };
}
