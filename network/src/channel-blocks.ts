// SPDX-License-Identifier: Apache-2.0

import { newGenesisBlock } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChannelProfileOptions, channelProfileOf } from './channel-profile-of.js';

const suffix = '.block';

/** The names of the channels that have a genesis block in the folder, ascending. */
export async function channelsIn(channelsDir: string): Promise<string[]> {
  await mkdir(channelsDir, { recursive: true });
  const files = await readdir(channelsDir);
  return files
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
}

/** The channel's genesis block; undefined if it was never made. */
export async function readGenesisBlock(channelsDir: string, channelID: string): Promise<common.Block | undefined> {
  if (!(await channelsIn(channelsDir)).includes(channelID)) {
    return undefined;
  }
  return common.Block.deserializeBinary(await readFile(join(channelsDir, `${channelID}${suffix}`)));
}

/**
 * Makes a genesis block and keeps it. It holds a nonce and a time, so one that is made again is another channel: nodes
 * that join later need this very block.
 */
export async function makeGenesisBlock(options: ChannelProfileOptions): Promise<common.Block> {
  const { plan, channelID } = options;
  const block = newGenesisBlock(await channelProfileOf(options));
  await mkdir(plan.channelsDir, { recursive: true });
  const path = join(plan.channelsDir, `${channelID}${suffix}`);
  await writeFile(`${path}.new`, block.serializeBinary());
  await rename(`${path}.new`, path);
  return block;
}
