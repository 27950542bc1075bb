// SPDX-License-Identifier: Apache-2.0

import type { ledger } from '@hyperledger/fabric-protos';
import { CollectionRules } from './collection-rules.js';
import { ExpirySchedule } from './expiry-schedule.js';
import { hashKey } from './hash-key.js';
import type { PrivateDataExchange, Version } from './ledger.js';
import type { BlockPrivateData, PrivateDataStore, PrivateKeyToForget } from './private-data-store.js';
import { addPrivateUpdates } from './private-updates.js';
import {
  decodePrivateWrites,
  holdsCollection,
  joinPrivateData,
  pickCollections,
  writtenCollections,
  type WrittenCollection,
} from './private-writes.js';
import type { ProcessedTransaction } from './processed-transaction.js';
import type { ReadWriteSet } from './read-write-set.js';
import type { StateDb } from './state-db.js';
import { stateSpace } from './state-space.js';
import { StateUpdates } from './state-updates.js';
import { sameVersion } from './version.js';

export interface PrivateDataKeeperOptions {
  readonly channelID: string;
  /** The organization whose collections are kept. */
  readonly mspID: string;
  readonly state: StateDb;
  readonly store: PrivateDataStore;
  readonly exchange: PrivateDataExchange;
}

export interface BlockToKeep {
  readonly number: bigint;
  /** With the final verdicts. */
  readonly transactions: readonly ProcessedTransaction[];
  /** Of the block; private writes and expired values are added. */
  readonly updates: StateUpdates;
}

/** A committed transaction of which this peer lacks private data that it should keep. */
interface MissingData {
  readonly transactionID: string;
  readonly version: Version;
  readonly set: ReadWriteSet;
  readonly collections: readonly WrittenCollection[];
}

/** Decides what private data of a block this peer keeps and forgets, and fetches later what it missed. */
export class PrivateDataKeeper {
  readonly #options: PrivateDataKeeperOptions;
  readonly #schedule = new ExpirySchedule();
  #missing: MissingData[] = [];
  /** All purges so far: others may still offer what is purged here. */
  readonly #purged: PrivateKeyToForget[] = [];

  constructor(options: PrivateDataKeeperOptions) {
    this.#options = options;
  }

  /** What the exchange has for this peer; to be stored before the block is. */
  collect(transactions: readonly ProcessedTransaction[]): BlockPrivateData {
    const { channelID, exchange } = this.#options;
    const collected = new Map<number, ledger.rwset.TxPvtReadWriteSet>();
    const rules = new CollectionRules(this.#options.state);
    transactions.forEach(({ transactionID, readWriteSet: set }, index) => {
      const wanted = set ? this.#collectionsToKeep(set, rules) : [];
      const data = wanted.length > 0 && pickCollections(exchange.get(channelID, transactionID), wanted);
      if (data) {
        collected.set(index, data);
      }
    });
    return collected;
  }

  /** Adds private writes, purges and expired values to the block's updates. What is kept is stored already. */
  update({ number, transactions, updates }: BlockToKeep): void {
    const { state, store } = this.#options;
    const rules = new CollectionRules(state);
    const stored = store.get(number);
    addPrivateUpdates({ block: number, privateData: stored, state, updates });
    transactions.forEach(({ transactionID, readWriteSet: set }, transaction) => {
      if (set) {
        const version = { block: number, transaction };
        this.#schedule.add(number, set, rules);
        this.#purge(set, version, updates);
        const data = stored.get(transaction);
        const collections = this.#collectionsToKeep(set, rules).filter((wanted) => !holdsCollection(data, wanted));
        if (collections.length > 0) {
          this.#missing.push({ transactionID, version, set, collections });
        }
      }
    });
    const expired = this.#schedule.expire(number, state, updates);
    store.forget(
      expired.map(({ block, ...key }) => ({ ...key, isWrittenBy: (version: Version) => version.block === block })),
    );
  }

  /** Fetches what was missed as far as the exchange has it by now, as Fabric's reconciler does from other peers. */
  async reconcile(): Promise<void> {
    const { channelID, exchange, state, store } = this.#options;
    const missing = this.#missing.filter((entry) => this.#isCurrent(entry));
    this.#missing = [];
    for (const entry of missing) {
      const { block, transaction } = entry.version;
      const data = pickCollections(exchange.get(channelID, entry.transactionID), entry.collections);
      const collections = entry.collections.filter((wanted) => !holdsCollection(data, wanted));
      if (data) {
        const stored = store.get(block).get(transaction);
        await store.append(block, new Map([[transaction, joinPrivateData(stored, data)]]));
        store.forget(this.#purged);
        state.apply(this.#lateUpdates(data, entry.version));
      }
      if (collections.length > 0) {
        this.#missing.push({ ...entry, collections });
      }
    }
  }

  #collectionsToKeep(set: ReadWriteSet, rules: CollectionRules): WrittenCollection[] {
    return writtenCollections(set).filter(({ namespace, collection }) =>
      rules.isMember(namespace, collection, this.#options.mspID),
    );
  }

  /** False when everything that the transaction wrote has been overwritten or forgotten since. */
  #isCurrent({ set, version }: MissingData): boolean {
    return set.namespaces.some(({ namespace, collections }) =>
      collections.some(({ collection, writes }) => {
        const space = stateSpace.hashed(namespace, collection);
        return writes.some(({ key }) => sameVersion(this.#options.state.valueIn(space, key)?.version, version));
      }),
    );
  }

  /** Of data that came late only what is still the latest value counts. */
  #lateUpdates(data: ledger.rwset.TxPvtReadWriteSet, version: Version): StateUpdates {
    const updates = new StateUpdates();
    for (const { namespace, collection, writes } of decodePrivateWrites(data)) {
      for (const { key, value } of writes) {
        const hashed = this.#options.state.valueIn(stateSpace.hashed(namespace, collection), hashKey(key));
        if (sameVersion(hashed?.version, version)) {
          updates.put(stateSpace.private(namespace, collection), key, { value, version });
        }
      }
    }
    return updates;
  }

  #purge(set: ReadWriteSet, version: Version, updates: StateUpdates): void {
    const { state, store } = this.#options;
    const purged = purgedKeys(set, version);
    for (const { namespace, collection, keyHash } of purged) {
      // The transaction's private data names the key, but this peer may lack it.
      const space = stateSpace.private(namespace, collection);
      for (const { key } of state.rangeIn(space, '', '')) {
        if (!updates.has(space, key) && hashKey(key) === keyHash) {
          updates.delete(space, key, version);
        }
      }
    }
    store.forget(purged);
    this.#purged.push(...purged);
  }
}

/** A purge forgets every value that the key had before. */
function purgedKeys(set: ReadWriteSet, { block, transaction }: Version): PrivateKeyToForget[] {
  return set.namespaces.flatMap(({ namespace, collections }) =>
    collections.flatMap(({ collection, writes }) =>
      writes
        .filter(({ isPurge }) => isPurge)
        .map(({ key }) => ({
          namespace,
          collection,
          keyHash: key,
          isWrittenBy: (writer: Version) =>
            writer.block < block || (writer.block === block && writer.transaction < transaction),
        })),
    ),
  );
}
