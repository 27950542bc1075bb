// SPDX-License-Identifier: Apache-2.0

import { blockDataHash, configFromBlock, newConfigBundle, type ConfigBundle, type SignedData } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import type { DeliverChannel } from '../deliver/deliver-blocks.js';
import type { BlockStore } from '../ledger/block-store.js';
import { BatchCutter } from './batch-cutter.js';
import { OrderedRequests } from './ordered-requests.js';
import { readOrdererConfig, type OrdererConfig } from './orderer-config.js';
import { quorum } from './quorum.js';
import { lastConfigIndex, signBlock, type BlockSigner } from './sign-block.js';

export interface ChainOptions {
  readonly channelID: string;
  /** With the genesis block at least. */
  readonly store: BlockStore;
  /** The running consenters that have joined the channel, from its configuration's list. */
  readonly signers: (config: OrdererConfig) => readonly BlockSigner[];
  /** A block could not be written: the chain stops. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * The one sequencer of a channel, which stands in for consensus: all orderers of the process hand their messages to it
 * and serve its blocks. It works only while a quorum of the channel's consenters runs.
 */
export class Chain implements DeliverChannel {
  readonly channelID: string;
  readonly #store: BlockStore;
  readonly #options: ChainOptions;
  readonly #cutter = new BatchCutter();
  readonly #requests = new OrderedRequests();
  readonly #listeners = new Set<() => void>();
  #bundle: ConfigBundle;
  #config: OrdererConfig;
  #lastConfigNumber: bigint;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(options: ChainOptions) {
    this.channelID = options.channelID;
    this.#options = options;
    this.#store = options.store;
    const lastConfig = lastConfigBlock(options.store);
    const { config } = configFromBlock(lastConfig);
    this.#lastConfigNumber = numberOf(lastConfig);
    this.#bundle = newConfigBundle(options.channelID, config);
    this.#config = readOrdererConfig(config);
  }

  get height(): bigint {
    return this.#store.height;
  }

  get sequence(): bigint {
    return this.#bundle.sequence;
  }

  get bundle(): ConfigBundle {
    return this.#bundle;
  }

  get config(): OrdererConfig {
    return this.#config;
  }

  get lastConfigNumber(): bigint {
    return this.#lastConfigNumber;
  }

  get isAvailable(): boolean {
    return !this.#failed;
  }

  get hasQuorum(): boolean {
    const running = this.#options.signers(this.#config).length;
    return !this.#failed && running >= quorum(this.#config.consensusType, this.#config.consenters.length);
  }

  /** A fresh copy at every call, so that each peer may write its own metadata. */
  getBlock(number: bigint): common.Block | undefined {
    return this.#store.get(number);
  }

  onBlock(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  checkReader(reader: SignedData): string | undefined {
    return this.#bundle.policies.evaluate('/Channel/Readers', [reader]);
  }

  /** Takes a message that has passed the filters. Call only with a quorum. */
  order(envelope: common.Envelope): void {
    // Clients send to several orderers under BFT, which order a request once; under Raft it is the peers that tell.
    if (this.#config.consensusType === 'BFT' && !this.#requests.isNew(envelope)) {
      return;
    }
    for (const batch of this.#cutter.add(envelope, this.#config.batchSize)) {
      this.#write(batch);
    }
    this.resume();
  }

  /** Goes on with what is pending: after a message, and when consenters have come back. */
  resume(): void {
    if (!this.#cutter.isPending) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        if (this.hasQuorum) {
          this.#write(this.#cutter.cut());
        }
      }, this.#config.batchTimeout);
    }
  }

  /** Writes what is pending and closes the blocks. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#cutter.isPending && this.hasQuorum) {
      this.#write(this.#cutter.cut());
    }
    await this.#writing;
    await this.#store.close();
  }

  #write(batch: readonly common.Envelope[]): void {
    this.#writing = this.#writing
      .then(() => this.#writeBlock(batch))
      .catch((error: unknown) => {
        this.#failed = true;
        this.#options.onFailure(error);
      });
  }

  async #writeBlock(batch: readonly common.Envelope[]): Promise<void> {
    const data = new common.BlockData();
    data.setDataList(batch.map((envelope) => envelope.serializeBinary()));
    const header = new common.BlockHeader();
    header.setNumber(Number(this.#store.height));
    header.setPreviousHash(this.#store.currentBlockHash);
    header.setDataHash(blockDataHash(data));
    const metadata = new common.BlockMetadata();
    metadata.setMetadataList([
      await signBlock(header, this.#lastConfigNumber, this.#signersOfABlock()),
      lastConfigMetadata(this.#lastConfigNumber),
      new Uint8Array(),
      new Uint8Array(),
      new Uint8Array(),
    ]);
    const block = new common.Block();
    block.setHeader(header);
    block.setData(data);
    block.setMetadata(metadata);
    await this.#store.append(block);
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** BFT blocks carry a quorum of signatures, Raft's the leader's. */
  #signersOfABlock(): readonly BlockSigner[] {
    const { consensusType, consenters } = this.#config;
    const signers = this.#options.signers(this.#config);
    return signers.slice(0, consensusType === 'BFT' ? quorum(consensusType, consenters.length) : 1);
  }
}

function lastConfigBlock(store: BlockStore): common.Block {
  const newest = store.get(store.height - 1n);
  const [, value = new Uint8Array()] = newest?.getMetadata()?.getMetadataList_asU8() ?? [];
  const metadata = common.Metadata.deserializeBinary(value);
  const { index } = common.LastConfig.deserializeBinary(metadata.getValue_asU8()).toObject();
  const block = store.get(BigInt(index));
  if (!block) {
    throw new Error(`the configuration block ${index} is missing`);
  }
  return block;
}

function lastConfigMetadata(number: bigint): Uint8Array {
  const metadata = new common.Metadata();
  metadata.setValue(lastConfigIndex(number).serializeBinary());
  return metadata.serializeBinary();
}

function numberOf(block: common.Block): bigint {
  return BigInt(block.getHeader()?.getNumber() ?? 0);
}
