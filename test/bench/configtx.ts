// SPDX-License-Identifier: Apache-2.0

import { common } from '@hyperledger/fabric-protos';
import {
  applyOperations,
  type ChannelOperation,
  type ChannelProfile,
  computeUpdate,
  configFromBlock,
  configUpdateBytes,
  newGenesisBlock,
  type OrganizationProfile,
} from '@opssc/configtx';
import { findFabricBinaries } from '@opssc/network';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { newBenchAuthority } from './bench-authority.js';
import { median } from './median.js';

/*
 * From the bytes of a channel's configuration block to the bytes of the update that adds an organization: decoded, edited,
 * computed and encoded by the library, against one run of the `configtxlator compute_update` process, which is given both
 * configurations ready-made. They take turns.
 */

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? '30');
const WARM_UP = 20;
const ORGANIZATIONS = 60;
const GROWTH = [10, 20, 40, 60, 80, 100];
const CHANNEL = 'mychannel';

async function main(): Promise<void> {
  const { peer } = await findFabricBinaries();
  const configtxlator = join(dirname(peer), 'configtxlator');
  const organizations = await Promise.all(
    Array.from({ length: Math.max(...GROWTH) + 1 }, (_, index) => organizationProfile(`Org${index + 1}MSP`)),
  );
  const dir = await mkdtemp(join(tmpdir(), 'opssc-bench-'));
  try {
    const channel = await newChannel(organizations, ORGANIZATIONS);
    const first = timed(() => updateOf(channel));
    await oneRun(configtxlator, channel, dir);
    // An agent runs for months: its code is compiled, as the command's is.
    Array.from({ length: WARM_UP }).forEach(() => updateOf(channel));
    const [library, command] = [[] as number[], [] as number[]];
    for (let round = 1; round <= ROUNDS; round += 1) {
      command.push(await oneRun(configtxlator, channel, dir));
      library.push(timed(() => updateOf(channel)));
    }
    say(`${ORGANIZATIONS} organizations, a block of ${channel.block.length} bytes, medians of ${ROUNDS} rounds:`);
    say(`library ${ms(median(library))} (its first time ${ms(first)}), configtxlator process ${ms(median(command))}`);
    for (const count of GROWTH) {
      const grown = await newChannel(organizations, count);
      const times = Array.from({ length: ROUNDS }, () => timed(() => updateOf(grown)));
      const each = (median(times) * 1000) / count;
      say(`${String(count).padStart(3)} organizations: ${ms(median(times))}, ${each.toFixed(0)} µs an organization`);
    }
    say(`ratio to one configtxlator process: ${(median(library) / median(command)).toFixed(3)}`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

interface BenchChannel {
  readonly block: Uint8Array;
  readonly operations: readonly ChannelOperation[];
}

/** What is measured: all that an agent does with a configuration block until it has something to sign. */
function updateOf({ block, operations }: BenchChannel): Uint8Array {
  const { channelID, config } = configFromBlock(common.Block.deserializeBinary(block));
  const update = computeUpdate({ channelID, original: config, updated: applyOperations(config, operations) });
  if (!update) {
    throw new Error('the operation changes nothing');
  }
  return configUpdateBytes(update);
}

/** Milliseconds of one run of the official command on the same input, with the same result. */
async function oneRun(configtxlator: string, channel: BenchChannel, dir: string): Promise<number> {
  const [original, updated, output] = ['original.pb', 'updated.pb', 'update.pb'].map((name) => join(dir, name));
  const { config } = configFromBlock(common.Block.deserializeBinary(channel.block));
  await writeFile(original ?? '', config.serializeBinary());
  await writeFile(updated ?? '', applyOperations(config, channel.operations).serializeBinary());
  const files = ['--original', original ?? '', '--updated', updated ?? '', '--output', output ?? ''];
  const started = performance.now();
  await promisify(execFile)(configtxlator, ['compute_update', '--channel_id', CHANNEL, ...files]);
  const milliseconds = performance.now() - started;
  const theirs = common.ConfigUpdate.deserializeBinary(await readFile(output ?? ''));
  if (!Buffer.from(configUpdateBytes(theirs)).equals(updateOf(channel))) {
    throw new Error('configtxlator has another result');
  }
  return milliseconds;
}

/** BFT, the first four organizations with a consenter each. */
async function newChannel(organizations: readonly OrganizationProfile[], count: number): Promise<BenchChannel> {
  const members = organizations.slice(0, count);
  const [added] = organizations.slice(count);
  const certificate = (await newBenchAuthority('orderer')).pem;
  const profile: ChannelProfile = {
    channelID: CHANNEL,
    capabilities: { channel: 'V3_0', orderer: 'V2_0', application: 'V2_5' },
    orderer: {
      consensus: {
        type: 'BFT',
        consenters: members.slice(0, 4).map(({ msp: { mspID } }, index) => ({
          ...{ id: index + 1, host: `orderer.org${index + 1}.example.com`, port: 7050, mspID },
          ...{ identity: certificate, clientTlsCert: certificate, serverTlsCert: certificate },
        })),
      },
      batchTimeout: 2000,
      batchSize: { maxMessageCount: 500, absoluteMaxBytes: 10_000_000, preferredMaxBytes: 2_000_000 },
      organizations: members
        .slice(0, 4)
        .map((member, index) => ({ ...member, ordererEndpoints: [`orderer.org${index + 1}.example.com:7050`] })),
    },
    application: { organizations: members },
  };
  const operations = added ? [{ operation: 'set-organization', name: added.name, msp: added.msp } as const] : [];
  return { block: newGenesisBlock(profile).serializeBinary(), operations };
}

async function organizationProfile(mspID: string): Promise<OrganizationProfile> {
  const rootCerts = [(await newBenchAuthority(`ca.${mspID}.example.com`)).pem];
  const tlsRootCerts = [(await newBenchAuthority(`tlsca.${mspID}.example.com`)).pem];
  const anchorPeers = [{ host: `peer0.${mspID.toLowerCase()}.example.com`, port: 7051 }];
  return { name: mspID, msp: { mspID, rootCerts, tlsRootCerts }, anchorPeers };
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
