// SPDX-License-Identifier: Apache-2.0

import { newGenesisBlock } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChannelProfileOptions, channelProfileOf } from './channel-profile-of.js';

const created = '.block';
/** Of a channel that not every node has joined yet: its creation goes on with this block. */
const pending = '.pending';

/** The names of the channels that this network has created, ascending. */
export function createdChannels(channelsDir: string): Promise<string[]> {
  return channelsWith(channelsDir, created);
}

/** The names of the channels whose creation was interrupted, ascending. */
export function pendingChannels(channelsDir: string): Promise<string[]> {
  return channelsWith(channelsDir, pending);
}

/** The channel's genesis block; undefined if this network never made one. */
export async function readGenesisBlock(channelsDir: string, channelID: string): Promise<common.Block | undefined> {
  for (const suffix of [created, pending]) {
    if ((await channelsWith(channelsDir, suffix)).includes(channelID)) {
      return common.Block.deserializeBinary(await readFile(join(channelsDir, `${channelID}${suffix}`)));
    }
  }
  return undefined;
}

/**
 * Makes a genesis block and keeps it as that of a channel that is being created. It holds a nonce and a time, so one that
 * is made again is another channel: nodes that join later need this very block.
 */
export async function makeGenesisBlock(options: ChannelProfileOptions): Promise<common.Block> {
  const { plan, channelID } = options;
  const block = newGenesisBlock(await channelProfileOf(options));
  await mkdir(plan.channelsDir, { recursive: true });
  const path = join(plan.channelsDir, `${channelID}${pending}`);
  await writeFile(`${path}.new`, block.serializeBinary());
  await rename(`${path}.new`, path);
  return block;
}

/** Every node that was to join it has joined. */
export async function channelIsCreated(channelsDir: string, channelID: string): Promise<void> {
  if ((await pendingChannels(channelsDir)).includes(channelID)) {
    await rename(join(channelsDir, `${channelID}${pending}`), join(channelsDir, `${channelID}${created}`));
  }
}

async function channelsWith(channelsDir: string, suffix: string): Promise<string[]> {
  await mkdir(channelsDir, { recursive: true });
  const files = await readdir(channelsDir);
  return files
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
}
