// SPDX-License-Identifier: Apache-2.0

import { packageCcaas } from '@opssc/fabric-admin';
import { findFabricBinaries } from '@opssc/network';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '@opssc/scripts/consortium/wait-for';
import { startWorld, type World } from '../support/world.js';
import { type BlockClock, startBlockClock } from './block-clock.js';
import { median } from './median.js';
import { deployWithPeerCommand } from './peer-command.js';
import { prepareRound, ROUNDS, say, watchOutcome } from './rounds.js';

/*
 * From the answer to the last vote until the definition is committed on every organization's peers, against the same
 * deployment by the official `peer` command with all organizations in parallel, and against the floor: two lone
 * transactions one after the other. All on one network, in one run, taking turns.
 */

const CHANNEL = 'mychannel';

interface Bench {
  readonly world: World;
  readonly blocks: BlockClock;
}

async function main(): Promise<void> {
  await findFabricBinaries();
  const world = await startWorld({
    name: 'bench',
    backend: 'native',
    organizations: 3,
    peers: 2,
    consensus: 'bft',
    batchTimeout: 50,
    agent: { installOn: 'proposal', resyncSeconds: 30, commitGraceSeconds: 20 },
  });
  try {
    const blocks = await startBlockClock(world.consortium, CHANNEL);
    const opssc: number[] = [];
    const command: number[] = [];
    const floor: number[] = [];
    await deployByProposal({ world, blocks }, 'warm-up');
    for (let round = 1; round <= ROUNDS; round += 1) {
      floor.push(await twoLoneTransactions(world));
      opssc.push(await deployByProposal({ world, blocks }, `by-vote-${String(round)}`));
      command.push(await deployByCommand(world, `by-command-${String(round)}`));
      say(`round ${round}: OpsSC ${ms(opssc)}, peer command ${ms(command)}, two lone transactions ${ms(floor)}`);
    }
    const agents = await Promise.all(
      world.consortium.organizations.map(async ({ agent }) => (await agent?.residentMemory()) ?? 0),
    );
    const apis = await Promise.all(
      world.consortium.organizations.map(async ({ api }) => (await api?.residentMemory()) ?? 0),
    );
    say(`resident memory: agent ${megabytes(agents)} MB, API server ${megabytes(apis)} MB (largest of 3)`);
    say(`medians of ${ROUNDS}: OpsSC ${ms([median(opssc)])}, peer command ${ms([median(command)])}`);
    say(`ratio to two lone transactions: ${(median(opssc) / median(floor)).toFixed(2)}`);
    say(`ratio to the peer command: ${(median(opssc) / median(command)).toFixed(3)}`);
    blocks.close();
  } finally {
    await world.stop();
  }
}

/** Milliseconds from the answer to the last vote until every peer has it. */
async function deployByProposal({ world, blocks }: Bench, name: string): Promise<number> {
  await world.client('org1').propose(name, await world.idleChaincode({ name }));
  await untilPrepared(world, name);
  const outcome = await watchOutcome(world, name);
  await world.client('org2').vote(name);
  const voted = performance.now();
  const block = await outcome();
  await world.untilCommitted({ name, sequence: 1 });
  return (await blocks.committedEverywhere(block)) - voted;
}

/** Votes come hours after proposals: by then every agent has installed, has written so, and is idle. */
async function untilPrepared(world: World, name: string): Promise<void> {
  await world.untilInstalled(name);
  const ops = await world.client('org1').ops();
  const { organizations } = world.consortium;
  await waitFor(
    async () => {
      const { receipts } = await ops.getProposal(name);
      return (
        receipts.filter(({ step }) => step === 'install' || step === 'service').length === 2 * organizations.length
      );
    },
    { what: `${name} is prepared` },
  );
  await prepareRound();
}

async function deployByCommand(world: World, name: string): Promise<number> {
  const connection = { address: '{{.host}}:9', dial_timeout: '10s', tls_required: false };
  const { bytes, packageID } = await packageCcaas({ label: `${name}_1`, connection });
  const dir = join(world.consortium.network.dir, 'packages');
  await mkdir(dir, { recursive: true });
  const packageFile = join(dir, `${name}.tgz`);
  await writeFile(packageFile, bytes);
  const started = performance.now();
  await deployWithPeerCommand({ network: world.consortium.network, channelID: CHANNEL, name, packageFile, packageID });
  await world.untilCommitted({ name, sequence: 1 });
  return performance.now() - started;
}

async function twoLoneTransactions(world: World): Promise<number> {
  const ops = await world.client('org1').ops();
  const registry = (await ops.listChannels()).find(({ channelID }) => channelID === CHANNEL);
  if (registry === undefined) {
    throw new Error(`${CHANNEL} is not in the registry`);
  }
  const { channelID, members, configSequence } = registry;
  const started = performance.now();
  await ops.attest({ channelID, members, configSequence });
  await ops.attest({ channelID, members, configSequence });
  return performance.now() - started;
}

function ms(values: readonly number[]): string {
  return `${String(Math.round(values.at(-1) ?? 0))} ms`;
}

function megabytes(values: readonly number[]): string {
  return (Math.max(...values) / 1_000_000).toFixed(0);
}

await main();
