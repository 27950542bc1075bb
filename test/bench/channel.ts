// SPDX-License-Identifier: Apache-2.0

import { applyOperations, type ChannelOperation, computeUpdate } from '@opssc/configtx';
import { findFabricBinaries } from '@opssc/network';
import { startWorld, type World } from '../support/world.js';
import { type BlockClock, startBlockClock } from './block-clock.js';
import { median } from './median.js';
import { updateWithPeerCommand } from './peer-channel-command.js';
import { prepareRound, ROUNDS, say, watchOutcome } from './rounds.js';

/*
 * A change of a channel's configuration: from the answer to the last vote until the update is committed on every
 * organization's peers, against the official `peer channel signconfigtx` and `update` with all organizations in parallel.
 * Both on one network, in one run, taking turns. The command is given the finished update; what an operator does to make
 * it (fetch, decode, edit, compute) is not counted.
 */

const CHANNEL = 'mychannel';

async function main(): Promise<void> {
  await findFabricBinaries();
  const world = await startWorld({
    name: 'bench-channel',
    backend: 'native',
    organizations: 4,
    peers: 1,
    ordering: 'own',
    consensus: 'bft',
    batchTimeout: 50,
    agent: { resyncSeconds: 30 },
  });
  try {
    const blocks = await startBlockClock(world.consortium, CHANNEL);
    const opssc: number[] = [];
    const command: number[] = [];
    await changeByVote({ world, blocks }, 'warm-up', 1_000);
    for (let round = 1; round <= ROUNDS; round += 1) {
      opssc.push(await changeByVote({ world, blocks }, `by-vote-${String(round)}`, 1_000 + round));
      command.push(await changeByCommand({ world, blocks }, 2_000 + round));
      say(`round ${round}: OpsSC ${ms(opssc.at(-1))}, peer command ${ms(command.at(-1))}`);
    }
    say(`medians of ${ROUNDS}: OpsSC ${ms(median(opssc))}, peer command ${ms(median(command))}`);
    say(`ratio to the peer command: ${(median(opssc) / median(command)).toFixed(3)}`);
    blocks.close();
  } finally {
    await world.stop();
  }
}

interface Bench {
  readonly world: World;
  readonly blocks: BlockClock;
}

/** Milliseconds from the answer to the last vote until every peer has the configuration. */
async function changeByVote({ world, blocks }: Bench, id: string, maxMessageCount: number): Promise<number> {
  const opsProfile = operations(maxMessageCount);
  await world.client('org1').proposeOnChannel(id, { channelID: CHANNEL, action: 'update', opsProfile });
  await world.client('org2').voteOnChannel(id);
  const outcome = await watchOutcome(world, id);
  await prepareRound();
  await world.client('org3').voteOnChannel(id);
  const voted = performance.now();
  return (await blocks.committedEverywhere(await outcome())) - voted;
}

/** Milliseconds from the finished update until every peer has the configuration. */
async function changeByCommand({ world, blocks }: Bench, maxMessageCount: number): Promise<number> {
  const [current] = await world.client('org1').configs(CHANNEL);
  const update =
    current &&
    computeUpdate({
      channelID: CHANNEL,
      original: current.config,
      updated: applyOperations(current.config, operations(maxMessageCount)),
    });
  if (update === undefined) {
    throw new Error(`nothing changes with ${String(maxMessageCount)}`);
  }
  await prepareRound();
  // Nothing else happens on the channel: the next block is the update's.
  const block = blocks.newest() + 1n;
  const started = performance.now();
  await updateWithPeerCommand({ network: world.consortium.network, channelID: CHANNEL, update });
  return (await blocks.committedEverywhere(block)) - started;
}

function operations(maxMessageCount: number): readonly ChannelOperation[] {
  return [{ operation: 'set-orderer', batchSize: { maxMessageCount } }];
}

function ms(value: number | undefined): string {
  return `${String(Math.round(value ?? 0))} ms`;
}

await main();
