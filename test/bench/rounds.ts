// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../support/world.js';

/** How often each of the compared things is done: `BENCH_ROUNDS`, default 5. */
export const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? '5');

const CALM_MILLISECONDS = 1_000;

/** Lets what came before die down: votes come hours after proposals, to agents that are idle. */
export async function prepareRound(): Promise<void> {
  await delay(CALM_MILLISECONDS);
}

/**
 * Follows OpsSC's events; resolves, once called, with the block that carried the proposal out, as its outcome tells it.
 * Nothing is asked until the outcome is there.
 */
export async function watchOutcome(world: World, id: string): Promise<() => Promise<bigint>> {
  const client = world.client('org1');
  const events = await (await client.gateway()).chaincodeEvents(world.consortium.opsChannel, 'opssc', {});
  return async () => {
    for await (const { eventName } of events) {
      if (eventName === 'outcome') {
        break;
      }
    }
    events.close();
    const { outcome } = await (await client.ops()).getProposal(id);
    if (outcome?.block === undefined) {
      throw new Error(`the outcome of ${id} tells no block`);
    }
    return BigInt(outcome.block);
  };
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
