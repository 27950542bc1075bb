// SPDX-License-Identifier: Apache-2.0

import { startOrderedWorld } from './start-ordered-world.js';
import type { World } from './world.js';

let shared: Promise<World> | undefined;

/**
 * The world that scenarios of channel operations share: four organizations with a peer and a BFT ordering node each, all
 * agents up, `mychannel`. Started by the first scenario that asks; stopped after the last. Every scenario leaves it with
 * these organizations and all agents running.
 */
export function orderedWorld(): Promise<World> {
  shared ??= startOrderedWorld({ name: 'ordered', organizations: 4, consensus: 'bft' });
  return shared;
}

after('stop the world of channel operations', async function () {
  this.timeout(60_000);
  await (await shared)?.stop();
});
