// SPDX-License-Identifier: Apache-2.0

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The channels that a node has joined: an empty file each, so that nothing can be half written. */
export class JoinedChannels {
  readonly #dir: string;
  readonly #channels: Set<string>;

  private constructor(dir: string, channels: Iterable<string>) {
    this.#dir = dir;
    this.#channels = new Set(channels);
  }

  static async open(dir: string): Promise<JoinedChannels> {
    await mkdir(dir, { recursive: true });
    return new JoinedChannels(dir, await readdir(dir));
  }

  get list(): string[] {
    return [...this.#channels].sort();
  }

  has(channelID: string): boolean {
    return this.#channels.has(channelID);
  }

  async add(channelID: string): Promise<void> {
    await writeFile(join(this.#dir, channelID), '');
    this.#channels.add(channelID);
  }

  async remove(channelID: string): Promise<void> {
    await rm(join(this.#dir, channelID), { force: true });
    this.#channels.delete(channelID);
  }
}
