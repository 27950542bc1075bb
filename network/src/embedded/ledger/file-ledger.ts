// SPDX-License-Identifier: Apache-2.0

import { blockDataHash, type ConfigBundle } from '@opssc/configtx';
import { common } from '@hyperledger/fabric-protos';
import { configBundleOf } from '../node/shared-configs.js';
import { applicationOrganizations } from './application-organizations.js';
import type { BlockStore } from './block-store.js';
import { checkCollection } from './check-collection.js';
import { genesisTransactions } from './genesis-transactions.js';
import { HistoryIndex } from './history-index.js';
import { keyHistory } from './key-history.js';
import type {
  ChannelLedger,
  CommittedBlock,
  CommittedTx,
  OpenLedgerOptions,
  Simulator,
  StateReader,
} from './ledger.js';
import { LedgerSimulator } from './ledger-simulator.js';
import { recordedCommitHash, withPeerMetadata } from './peer-metadata.js';
import { PrivateDataKeeper } from './private-data-keeper.js';
import type { BlockPrivateData, PrivateDataStore } from './private-data-store.js';
import type { ProcessedTransaction } from './processed-transaction.js';
import { recordedTransactions, validationCodeOf, validationFlags } from './recorded-transactions.js';
import { StateDb } from './state-db.js';
import { takeEffect, type BlockEffect } from './take-effect.js';
import { validateBlock } from './validate-block.js';
import type { ValidationContext } from './validation-context.js';

export interface FileLedgerOptions extends OpenLedgerOptions {
  readonly blocks: BlockStore;
  readonly privateStore: PrivateDataStore;
}

interface ChannelConfiguration {
  readonly config: common.Config;
  readonly bundle: ConfigBundle;
  /** Group names by MSP ID. */
  readonly organizations: ReadonlyMap<string, string>;
  readonly block: bigint;
}

/** {@link ChannelLedger} whose blocks and private data are in files; state and indexes are in memory, made from them. */
export class FileLedger implements ChannelLedger {
  readonly channelID: string;
  readonly #blocks: BlockStore;
  readonly #privateStore: PrivateDataStore;
  readonly #keeper: PrivateDataKeeper;
  readonly #state = new StateDb();
  readonly #history = new HistoryIndex();
  readonly #transactions = new Map<string, { readonly block: bigint; readonly index: number }>();
  readonly #listeners = new Set<(block: CommittedBlock) => void>();
  #configuration: ChannelConfiguration | undefined;
  #commitHash: Uint8Array = new Uint8Array();
  /** Ends with the last commit: blocks are taken one at a time. */
  #queue: Promise<unknown> = Promise.resolve();

  /** Rebuilds the state from the blocks that there are. */
  constructor(options: FileLedgerOptions) {
    this.channelID = options.channelID;
    this.#blocks = options.blocks;
    this.#privateStore = options.privateStore;
    this.#keeper = new PrivateDataKeeper({
      channelID: options.channelID,
      mspID: options.mspID,
      state: this.#state,
      store: options.privateStore,
      exchange: options.privateData,
    });
    for (let number = 0n; number < this.#blocks.height; number++) {
      this.#replay(number);
    }
  }

  get height(): bigint {
    return this.#blocks.height;
  }

  get currentBlockHash(): Uint8Array {
    return this.#blocks.currentBlockHash;
  }

  get previousBlockHash(): Uint8Array {
    return this.#blocks.previousBlockHash;
  }

  get state(): StateReader {
    return this.#state;
  }

  get bundle(): ConfigBundle {
    return this.#configured().bundle;
  }

  get lastConfigBlock(): common.Block {
    return this.#existingBlock(this.#configured().block);
  }

  getBlock(number: bigint): common.Block | undefined {
    return this.#blocks.get(number);
  }

  getBlockByHash(hash: Uint8Array): common.Block | undefined {
    return this.#blocks.getByHash(hash);
  }

  getTransaction(transactionID: string): CommittedTx | undefined {
    const found = this.#transactions.get(transactionID);
    if (!found) {
      return undefined;
    }
    const block = this.#existingBlock(found.block);
    const data = block.getData()?.getDataList_asU8()[found.index] ?? new Uint8Array();
    return {
      envelope: common.Envelope.deserializeBinary(data),
      validationCode: validationCodeOf(validationFlags(block)[found.index]),
      ...found,
    };
  }

  history(namespace: string, key: string): ReturnType<ChannelLedger['history']> {
    const writers = this.#history.writers(namespace, key);
    return keyHistory({ writers, namespace, key, getBlock: (number) => this.#existingBlock(number) });
  }

  getPrivateData(block: bigint): BlockPrivateData {
    return block < this.height ? this.#privateStore.get(block) : new Map();
  }

  newSimulator(transactionID: string): Simulator {
    const mspIDs = [...this.#configured().organizations.keys()];
    return new LedgerSimulator({
      state: this.#state,
      transactionID,
      checkCollection: (simulator, namespace, collection) => {
        checkCollection({ simulator, namespace, collection, mspIDs });
      },
    });
  }

  onCommit(listener: (block: CommittedBlock) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async commit(block: common.Block): Promise<CommittedBlock> {
    const committed = this.#queue.then(() => this.#commit(block));
    this.#queue = committed.catch(() => undefined);
    return committed;
  }

  /** Takes what is left of forgotten private data off the disk, and fetches what was missed. */
  async tidy(): Promise<void> {
    await this.#keeper.reconcile();
    await this.#privateStore.compact();
  }

  async close(): Promise<void> {
    await this.#queue;
    this.#listeners.clear();
    await this.#blocks.close();
    await this.#privateStore.close();
  }

  async #commit(block: common.Block): Promise<CommittedBlock> {
    const number = this.#checkNext(block);
    // The first block is trusted: it is how the peer was told of the channel.
    const transactions = number === 0n ? genesisTransactions(block) : await validateBlock(block, this.#context());
    const effect = takeEffect({ number, transactions, state: this.#state, checkReads: true });
    const flags = Uint8Array.from(effect.transactions, ({ validationCode }) => validationCode);
    const validated = withPeerMetadata(block, { flags, updates: effect.updates, previous: this.#commitHash });
    const privateData = this.#keeper.collect(effect.transactions);
    // Private data first: a block on the disk is the sign that all of it is there.
    if (privateData.size > 0) {
      await this.#privateStore.append(number, privateData);
    }
    await this.#blocks.append(validated);
    this.#commitHash = recordedCommitHash(validated);
    this.#apply(number, effect);
    await this.tidy();
    const committed = { block: validated, number, transactions: effect.transactions.map(describe) };
    for (const listener of this.#listeners) {
      listener(committed);
    }
    return committed;
  }

  #checkNext(block: common.Block): bigint {
    this.#blocks.checkNext(block);
    const number = BigInt(block.getHeader()?.getNumber() ?? 0);
    if (number !== this.height) {
      throw new Error(`expected block number=${this.height.toString()}, received block number=${number.toString()}`);
    }
    const data = block.getData() ?? new common.BlockData();
    if (!Buffer.from(blockDataHash(data)).equals(block.getHeader()?.getDataHash_asU8() ?? Buffer.of())) {
      throw new Error(`header of block ${number.toString()} has another data hash than its data`);
    }
    return number;
  }

  #replay(number: bigint): void {
    const block = this.#existingBlock(number);
    this.#commitHash = recordedCommitHash(block);
    const transactions = recordedTransactions(block);
    this.#apply(number, takeEffect({ number, transactions, state: this.#state, checkReads: false }));
  }

  #apply(number: bigint, { transactions, updates }: BlockEffect): void {
    this.#keeper.update({ number, transactions, updates });
    this.#state.apply(updates);
    transactions.forEach(({ transactionID, readWriteSet, config }, index) => {
      if (transactionID !== '' && !this.#transactions.has(transactionID)) {
        this.#transactions.set(transactionID, { block: number, index });
      }
      if (readWriteSet) {
        this.#history.add(readWriteSet, { block: number, transaction: index });
      }
      if (config) {
        const bundle = configBundleOf(this.channelID, config);
        this.#configuration = { config, bundle, organizations: applicationOrganizations(config), block: number };
      }
    });
  }

  #context(): ValidationContext {
    const { config, bundle, organizations } = this.#configured();
    return {
      channelID: this.channelID,
      state: this.#state,
      config,
      bundle,
      organizations,
      hasTransaction: (transactionID) => this.#transactions.has(transactionID),
    };
  }

  #configured(): ChannelConfiguration {
    if (!this.#configuration) {
      throw new Error(`ledger [${this.channelID}] has no configuration block`);
    }
    return this.#configuration;
  }

  #existingBlock(number: bigint): common.Block {
    const block = this.#blocks.get(number);
    if (!block) {
      throw new Error(`ledger [${this.channelID}] has no block ${number.toString()}`);
    }
    return block;
  }
}

function describe(transaction: ProcessedTransaction): CommittedBlock['transactions'][number] {
  const { transactionID, type, validationCode, event } = transaction;
  return { transactionID, type, validationCode, ...(event && { chaincodeEvent: event }) };
}
