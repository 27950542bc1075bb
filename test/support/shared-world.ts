// SPDX-License-Identifier: Apache-2.0

import { startWorld, type World } from './world.js';

let shared: Promise<World> | undefined;

/**
 * The world that most scenarios share: three organizations with two peers each, all agents up, `mychannel` and
 * `otherchannel`. Started by the first scenario that asks; stopped after the last. Every scenario leaves it with all
 * agents running.
 */
export function sharedWorld(): Promise<World> {
  shared ??= startWorld({ name: 'shared', channels: ['mychannel', 'otherchannel'], opsServices: 'apart' });
  return shared;
}

after('stop the shared world', async function () {
  this.timeout(60_000);
  await (await shared)?.stop();
});
