// SPDX-License-Identifier: Apache-2.0

import { startWorld, type World } from './world.js';

export interface OrderedWorldOptions {
  readonly name: string;
  readonly organizations: number;
  readonly consensus: 'raft' | 'bft';
}

/** A world in which each organization has an ordering node of its own, and one peer. */
export function startOrderedWorld(options: OrderedWorldOptions): Promise<World> {
  return startWorld({ ...options, peers: 1, ordering: 'own', opsServices: 'apart' });
}
