// SPDX-License-Identifier: Apache-2.0

import { type ChannelConfig, readChannelConfig } from '@opssc/configtx';
import { WaitingError } from '../errors/waiting-error.js';
import type { PeerNode } from '../fabric/organization-nodes.js';

/** Channel configurations as the organization's own peers have them, kept until a configuration block passes. */
export class ChannelConfigs {
  readonly #peers: readonly PeerNode[];
  readonly #cached = new Map<string, Promise<ChannelConfig>>();

  constructor(peers: readonly PeerNode[]) {
    this.#peers = peers;
  }

  /**
   * The newest configuration that one of the own peers has.
   *
   * @throws WaitingError when no own peer answers with one.
   */
  get(channelID: string): Promise<ChannelConfig> {
    const cached = this.#cached.get(channelID);
    if (cached !== undefined) {
      return cached;
    }
    const reading = this.#read(channelID);
    this.#cached.set(channelID, reading);
    reading.catch(() => {
      if (this.#cached.get(channelID) === reading) {
        this.#cached.delete(channelID);
      }
    });
    return reading;
  }

  /** To be called when a configuration block has passed, or may have. */
  invalidate(channelID: string): void {
    this.#cached.delete(channelID);
  }

  async #read(channelID: string): Promise<ChannelConfig> {
    const answers = await Promise.allSettled(
      this.#peers.map(async ({ admin }) => readChannelConfig(await admin.getConfigBlock(channelID))),
    );
    const configs = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    // A peer may lag behind: what the others have is the configuration.
    const newest = configs.sort((a, b) => Number(b.sequence - a.sequence))[0];
    if (newest === undefined) {
      throw new WaitingError(`no own peer tells the configuration of ${channelID}`, {
        cause: new AggregateError(
          answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : [])),
        ),
      });
    }
    return newest;
  }
}
