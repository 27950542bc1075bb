// SPDX-License-Identifier: Apache-2.0

import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { common } from '@hyperledger/fabric-protos';
import { BlockStore } from '../ledger/block-store.js';
import type { NodeIdentity } from '../node/node-identity.js';
import { Chain } from './chain.js';
import { consenterOf, type OrdererKeys } from './consenter-of.js';
import type { Consenter, OrdererConfig } from './orderer-config.js';
import type { BlockSigner } from './sign-block.js';

/** An orderer as the ordering service sees it. */
export interface OrderingMember {
  readonly name: string;
  /** `host:port` as in the consenter list. */
  readonly address: string;
  readonly identity: NodeIdentity;
  /** Of the certificates that it runs with. */
  readonly keys: OrdererKeys;
  readonly isRunning: boolean;
  hasJoined(channelID: string): boolean;
}

export interface OrderingServiceOptions {
  /** A folder for each channel. */
  readonly dir: string;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** What the orderers of one process share in place of consensus: the channels' sequencers and their blocks. */
export class OrderingService {
  readonly #options: OrderingServiceOptions;
  readonly #chains = new Map<string, Chain>();
  readonly #beginning = new Map<string, Promise<Chain>>();
  readonly #members = new Map<string, OrderingMember>();
  readonly #listeners = new Set<() => void>();

  constructor(options: OrderingServiceOptions) {
    this.#options = options;
  }

  /** Opens the channels that the folder holds. To be called before the first orderer starts. */
  async open(): Promise<void> {
    const { dir } = this.#options;
    await mkdir(dir, { recursive: true });
    for (const channelID of await readdir(dir)) {
      const store = await this.#openStore(channelID);
      if (store.height > 0n) {
        this.#addChain(channelID, store);
      } else {
        await store.close();
      }
    }
  }

  /** One of the same name takes the place of the one before: a node that starts again, perhaps with new certificates. */
  addMember(member: OrderingMember): void {
    this.#members.set(member.name, member);
  }

  chain(channelID: string): Chain | undefined {
    return this.#chains.get(channelID);
  }

  /** The channel's chain, if one of these addresses is that of a running consenter: its blocks can be had there. */
  servedChain(channelID: string, addresses: readonly string[]): Chain | undefined {
    const chain = this.#chains.get(channelID);
    const isServing = (member: OrderingMember) =>
      addresses.includes(member.address) &&
      member.isRunning &&
      member.hasJoined(channelID) &&
      chain !== undefined &&
      consenterOf(chain.config, member.keys) !== undefined;
    return [...this.#members.values()].some(isServing) ? chain : undefined;
  }

  /** Calls back after a new block, and after an orderer has started, stopped, joined or left; returns what ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called by members after each change of theirs. */
  membersChanged(): void {
    for (const chain of this.#chains.values()) {
      chain.resume();
    }
    this.#changed();
  }

  /**
   * The chain of a channel, begun with the genesis block if it is new. With a later configuration block an orderer gets
   * the blocks that the others have.
   *
   * @throws Error when the block is of another chain, or a later one of a chain that nobody here has.
   */
  async join(channelID: string, block: common.Block): Promise<Chain> {
    const chain = await this.#existingOrNew(channelID, block);
    const number = BigInt(block.getHeader()?.getNumber() ?? 0);
    const own = chain.getBlock(number)?.getHeader()?.getDataHash_asB64();
    if (own !== block.getHeader()?.getDataHash_asB64()) {
      throw new Error(`block ${number.toString()} is not of this channel's chain`);
    }
    return chain;
  }

  /** Drops the channel's blocks once no orderer is joined any more. */
  async left(channelID: string): Promise<void> {
    const chain = this.#chains.get(channelID);
    if (chain && ![...this.#members.values()].some((member) => member.hasJoined(channelID))) {
      this.#chains.delete(channelID);
      await chain.close();
      await rm(join(this.#options.dir, channelID), { recursive: true, force: true });
    }
    this.membersChanged();
  }

  /** Writes what is pending; `open` goes on from there. */
  async close(): Promise<void> {
    await Promise.all([...this.#chains.values()].map((chain) => chain.close()));
    this.#chains.clear();
  }

  /** Orderers join at the same time: the first one begins the chain, the others wait for it. */
  async #existingOrNew(channelID: string, block: common.Block): Promise<Chain> {
    const beginning = this.#beginning.get(channelID);
    if (beginning) {
      await beginning.catch(() => undefined);
      return await this.#existingOrNew(channelID, block);
    }
    const existing = this.#chains.get(channelID);
    if (existing) {
      return existing;
    }
    const created = this.#create(channelID, block).finally(() => this.#beginning.delete(channelID));
    this.#beginning.set(channelID, created);
    return await created;
  }

  async #create(channelID: string, block: common.Block): Promise<Chain> {
    if (block.getHeader()?.getNumber() !== 0) {
      throw new Error('the first orderer of a channel needs its genesis block');
    }
    const store = await this.#openStore(channelID);
    await store.append(block);
    return this.#addChain(channelID, store);
  }

  async #openStore(channelID: string): Promise<BlockStore> {
    const folder = join(this.#options.dir, channelID);
    await mkdir(folder, { recursive: true });
    return await BlockStore.open({ file: join(folder, 'blocks') });
  }

  #addChain(channelID: string, store: BlockStore): Chain {
    const { now, log } = this.#options;
    const signerOf = (consenter: Consenter, config: OrdererConfig) => this.#signerOf(channelID, consenter, config);
    const chain = new Chain({ channelID, store, signerOf, now, log });
    chain.onBlock(() => {
      this.#changed();
    });
    this.#chains.set(channelID, chain);
    return chain;
  }

  #changed(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** The others find a consenter by its address, know it by its TLS certificate, and it knows itself by `consenterOf`. */
  #signerOf(channelID: string, consenter: Consenter, config: OrdererConfig): BlockSigner | undefined {
    const member = [...this.#members.values()].find(
      (candidate) =>
        candidate.address === consenter.address &&
        candidate.isRunning &&
        candidate.hasJoined(channelID) &&
        candidate.keys.tls !== undefined &&
        consenter.tlsKeys.includes(candidate.keys.tls) &&
        consenterOf(config, candidate.keys) === consenter,
    );
    return member && { identity: member.identity, consenterID: consenter.id };
  }
}
