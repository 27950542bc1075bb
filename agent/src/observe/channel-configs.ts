// SPDX-License-Identifier: Apache-2.0

import { lastConfigIndex } from '@opssc/fabric-admin';
import type { ChannelConfig } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import { WaitingError } from '../errors/waiting-error.js';
import type { PeerNode } from '../fabric/organization-nodes.js';
import { type ConfigBlock, readConfigBlock } from './config-block.js';

/** So many configuration blocks back are looked at; what is older is taken as not known. */
const longestHistory = 200;

/** Channel configurations as the organization's own peers have them, kept until a configuration block passes. */
export class ChannelConfigs {
  readonly #peers: readonly PeerNode[];
  readonly #newest = new Map<string, Promise<ConfigBlock>>();
  /** By channel and number: the configuration block before that one. Blocks never change. */
  readonly #previous = new Map<string, ConfigBlock>();

  constructor(peers: readonly PeerNode[]) {
    this.#peers = peers;
  }

  /**
   * The newest configuration that one of the own peers has.
   *
   * @throws WaitingError when no own peer answers with one.
   */
  async get(channelID: string): Promise<ChannelConfig> {
    return (await this.newest(channelID)).config;
  }

  /** The block that carries it. @throws WaitingError when no own peer answers with one. */
  newest(channelID: string): Promise<ConfigBlock> {
    const cached = this.#newest.get(channelID);
    if (cached !== undefined) {
      return cached;
    }
    const reading = this.#read(channelID);
    this.#newest.set(channelID, reading);
    reading.catch(() => {
      if (this.#newest.get(channelID) === reading) {
        this.#newest.delete(channelID);
      }
    });
    return reading;
  }

  /** The configuration of that sequence; undefined where there is none, or not yet. */
  async at(channelID: string, sequence: bigint): Promise<ChannelConfig | undefined> {
    if ((await this.newest(channelID)).config.sequence < sequence) {
      // What was read before may be older than what is asked for.
      this.invalidate(channelID);
    }
    const blocks = await this.since(channelID, sequence);
    return blocks.find(({ config }) => config.sequence === sequence)?.config;
  }

  /** Configuration blocks of that sequence and above, the newest first. */
  async since(channelID: string, sequence: bigint): Promise<readonly ConfigBlock[]> {
    const blocks: ConfigBlock[] = [];
    let block: ConfigBlock | undefined = await this.newest(channelID);
    while (block !== undefined && block.config.sequence >= sequence && blocks.length < longestHistory) {
      blocks.push(block);
      block = block.config.sequence === sequence ? undefined : await this.#before(channelID, block.number);
    }
    return blocks;
  }

  /** To be called when a configuration block has passed, or may have. */
  invalidate(channelID: string): void {
    this.#newest.delete(channelID);
  }

  async #read(channelID: string): Promise<ConfigBlock> {
    const blocks = await answersOf(this.#peers, `no own peer tells the configuration of ${channelID}`, (peer) =>
      peer.admin.getConfigBlock(channelID),
    );
    // A peer may lag behind: what the others have is the configuration.
    return blocks.map(readConfigBlock).reduce((best, block) => (block.number > best.number ? block : best));
  }

  async #before(channelID: string, number: bigint): Promise<ConfigBlock | undefined> {
    if (number === 0n) {
      return undefined;
    }
    const key = `${channelID}|${number}`;
    const known = this.#previous.get(key);
    if (known !== undefined) {
      return known;
    }
    const neighbour = await this.#fetch(channelID, number - 1n);
    const index = lastConfigIndex(neighbour);
    const block = readConfigBlock(index === number - 1n ? neighbour : await this.#fetch(channelID, index));
    this.#previous.set(key, block);
    return block;
  }

  async #fetch(channelID: string, number: bigint): Promise<common.Block> {
    try {
      return await Promise.any(this.#peers.map((peer) => peer.fetchBlock(channelID, number)));
    } catch (cause) {
      throw new WaitingError(`no own peer has block ${number} of ${channelID}`, { cause });
    }
  }
}

/** What those answer that do, at least one. @throws WaitingError with what the others said */
async function answersOf<T>(
  peers: readonly PeerNode[],
  nobody: string,
  ask: (peer: PeerNode) => Promise<T>,
): Promise<readonly [T, ...T[]]> {
  const answers = await Promise.allSettled(peers.map(ask));
  const [first, ...rest] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  if (first === undefined) {
    const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    throw new WaitingError(nobody, { cause: new AggregateError(reasons) });
  }
  return [first, ...rest];
}
