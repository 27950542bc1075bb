// SPDX-License-Identifier: Apache-2.0

import type { SignedData } from '@opssc/configtx';
import type { common } from '@hyperledger/fabric-protos';
import type { BlockStore } from '../ledger/block-store.js';
import type { BlockFeed } from '../node/block-feed.js';
import { errorMessage } from '../node/error-message.js';
import { BatchCutter } from './batch-cutter.js';
import { channelStateOf, newestState, type ChannelState } from './channel-state.js';
import { newBlock } from './new-block.js';
import { checkAgain, type OrderedMessage } from './ordered-message.js';
import { OrderedRequests } from './ordered-requests.js';
import type { Consenter, OrdererConfig } from './orderer-config.js';
import { quorum } from './quorum.js';
import type { BlockSigner } from './sign-block.js';

export interface ChainOptions {
  readonly channelID: string;
  /** With the genesis block at least. */
  readonly store: BlockStore;
  /** The consenter, if it runs and has joined the channel. */
  readonly signerOf: (consenter: Consenter, config: OrdererConfig) => BlockSigner | undefined;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/**
 * The one sequencer of a channel, which stands in for consensus: all orderers of the process hand their messages to it
 * and serve its blocks. It works only while a quorum of the channel's consenters runs.
 */
export class Chain implements BlockFeed {
  readonly channelID: string;
  readonly #store: BlockStore;
  readonly #options: ChainOptions;
  readonly #cutter = new BatchCutter();
  readonly #requests = new OrderedRequests();
  readonly #listeners = new Set<() => void>();
  /** The configuration in force. */
  #state: ChannelState;
  /** Messages that wait for a configuration to come into force; undefined while none is on its way. */
  #held: OrderedMessage[] | undefined;
  /** Ends when the configurations on their way are in force. */
  #reconfiguring: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(options: ChainOptions) {
    this.channelID = options.channelID;
    this.#options = options;
    this.#store = options.store;
    this.#state = newestState(options.store);
  }

  get height(): bigint {
    return this.#store.height;
  }

  get state(): ChannelState {
    return this.#state;
  }

  get sequence(): bigint {
    return this.#state.bundle.sequence;
  }

  get config(): OrdererConfig {
    return this.#state.orderer;
  }

  get isAvailable(): boolean {
    return !this.#failed;
  }

  get hasQuorum(): boolean {
    const { consensusType, consenters } = this.config;
    return !this.#failed && this.#signers().length >= quorum(consensusType, consenters.length);
  }

  isRunning(consenter: Consenter): boolean {
    return this.#options.signerOf(consenter, this.config) !== undefined;
  }

  /** A fresh copy at every call, so that each peer may write its own metadata. */
  getBlock(number: bigint): common.Block | undefined {
    return this.#store.get(number);
  }

  onBlock(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Undefined when the reader may have the channel's blocks, else why not. */
  checkReader(reader: SignedData): string | undefined {
    const policy = this.config.isInMaintenance ? '/Channel/Orderer/Readers' : '/Channel/Readers';
    return this.#state.bundle.policies.evaluate(policy, [reader]);
  }

  /** Takes a message that has passed the filters. Call only with a quorum. */
  order(message: OrderedMessage): void {
    // Clients send to several orderers under BFT, which order a request once; under Raft it is the peers that tell.
    const request = message.kind === 'config' ? message.update : message.envelope;
    if (this.config.consensusType === 'BFT' && !this.#requests.isNew(request)) {
      return;
    }
    if (this.#held) {
      this.#held.push(message);
    } else {
      this.#take(message);
    }
  }

  /** Goes on with what is pending: after a message, and when consenters have come back. */
  resume(): void {
    if (this.#held && !this.#reconfiguring && this.hasQuorum) {
      this.#reconfiguring = this.#takeHeld(this.#held);
    }
    if (!this.#cutter.isPending) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        if (this.hasQuorum) {
          this.#writePending();
        }
      }, this.config.batchTimeout);
    }
  }

  /** Writes what is pending and closes the blocks. */
  async close(): Promise<void> {
    await this.#reconfiguring;
    clearTimeout(this.#timer);
    if (this.hasQuorum) {
      this.#writePending();
    }
    await this.#writing;
    await this.#store.close();
  }

  #take(message: OrderedMessage): void {
    if (message.kind === 'config') {
      this.#held = [message];
    } else {
      this.#takeNormal(message.envelope);
    }
    this.resume();
  }

  #takeNormal(envelope: common.Envelope): void {
    for (const batch of this.#cutter.add(envelope, this.config.batchSize)) {
      this.#write(batch);
    }
  }

  /**
   * Gives a configuration a block of its own, at once and after what was pending. Nothing is ordered until it is in
   * force; what came meanwhile is then checked again, as it was checked against the configuration before. What a new
   * configuration has no quorum for waits until it has one.
   */
  async #takeHeld(held: OrderedMessage[]): Promise<void> {
    for (let next = held[0]; next && this.hasQuorum; next = held[0]) {
      held.shift();
      const checked = await this.#checkAgain(next);
      if (checked?.kind === 'config') {
        this.#writePending();
        this.#write([checked.envelope], { isConfig: true });
        await this.#writing;
      } else if (checked) {
        this.#takeNormal(checked.envelope);
      }
    }
    if (held.length === 0) {
      this.#held = undefined;
    }
    this.#reconfiguring = undefined;
    this.resume();
  }

  /** Undefined, and a line in the log, for a message that may no longer be ordered: its sender was told otherwise. */
  async #checkAgain(message: OrderedMessage): Promise<OrderedMessage | undefined> {
    const { now, log } = this.#options;
    try {
      return await checkAgain(message, { state: this.#state, isRunning: (node) => this.isRunning(node), now: now() });
    } catch (error) {
      log(`${this.channelID}: bad ${message.kind} message: ${errorMessage(error)}`);
      return undefined;
    }
  }

  #writePending(): void {
    if (this.#cutter.isPending) {
      this.#write(this.#cutter.cut());
    }
  }

  #write(batch: readonly common.Envelope[], { isConfig = false } = {}): void {
    this.#writing = this.#writing
      .then(() => this.#writeBlock(batch, isConfig))
      .catch((error: unknown) => {
        this.#failed = true;
        this.#options.log(`ordering of ${this.channelID} has stopped: ${errorMessage(error)}`);
      });
  }

  async #writeBlock(batch: readonly common.Envelope[], isConfig: boolean): Promise<void> {
    const { height, currentBlockHash } = this.#store;
    const block = await newBlock({
      number: height,
      previousHash: currentBlockHash,
      envelopes: batch,
      lastConfig: isConfig ? height : this.#state.block,
      // Also of a configuration block: the consenters of the configuration before it agree on it.
      signers: this.#signersOfABlock(),
    });
    if (isConfig) {
      // Before anybody can read the block: who is no longer a reader does not get it, as from Fabric's orderers.
      this.#state = channelStateOf(block);
    }
    await this.#store.append(block);
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** BFT blocks carry a quorum of signatures, Raft's the leader's. */
  #signersOfABlock(): readonly BlockSigner[] {
    const { consensusType, consenters } = this.config;
    return this.#signers().slice(0, consensusType === 'BFT' ? quorum(consensusType, consenters.length) : 1);
  }

  #signers(): readonly BlockSigner[] {
    const { config } = this;
    return config.consenters.flatMap((consenter) => this.#options.signerOf(consenter, config) ?? []);
  }
}
