// SPDX-License-Identifier: Apache-2.0

import { hashKey } from './hash-key.js';
import type { SimulationResults, Simulator, StateValue } from './ledger.js';
import { RangeResultsCollector } from './range-results-collector.js';
import { ReadWriteSetBuilder } from './read-write-set-builder.js';
import type { RangeRead } from './read-write-set.js';
import type { StateDb } from './state-db.js';
import { stateSpace } from './state-space.js';
import { formatVersion, sameVersion } from './version.js';

export interface LedgerSimulatorOptions {
  readonly state: StateDb;
  readonly transactionID: string;
  /** Throws when the chaincode has no such collection; may read through the simulator, which records the reads. */
  readonly checkCollection: (simulator: Simulator, namespace: string, collection: string) => void;
}

const none: ReadonlyMap<string, Uint8Array> = new Map();

/**
 * {@link Simulator} over the committed state. Its errors carry the texts of a Fabric peer. Where Fabric holds back blocks
 * until a simulation ends, this one sees them at once: a transaction whose reads straddle a block that changed any of
 * them fails its validation, and only a query may see parts of both states.
 */
export class LedgerSimulator implements Simulator {
  readonly #state: StateDb;
  readonly #transactionID: string;
  readonly #checkCollection: LedgerSimulatorOptions['checkCollection'];
  readonly #set = new ReadWriteSetBuilder();
  readonly #ranges: (() => void)[] = [];
  readonly #checkedCollections = new Set<string>();
  #hasWritten = false;
  #hasQueriedPrivateData = false;
  #isDone = false;

  constructor(options: LedgerSimulatorOptions) {
    this.#state = options.state;
    this.#transactionID = options.transactionID;
    this.#checkCollection = options.checkCollection;
  }

  getState(namespace: string, key: string): Uint8Array | undefined {
    return this.#read(namespace, key)?.value;
  }

  getStateMetadata(namespace: string, key: string): ReadonlyMap<string, Uint8Array> {
    return this.#read(namespace, key)?.metadata ?? none;
  }

  putState(namespace: string, key: string, value: Uint8Array): void {
    this.#beforeWrite();
    this.#set.write(namespace, key, value);
  }

  deleteState(namespace: string, key: string): void {
    this.putState(namespace, key, new Uint8Array());
  }

  putStateMetadata(namespace: string, key: string, name: string, value: Uint8Array): void {
    this.#beforeWrite();
    this.#set.writeMetadata(namespace, key, new Map([[name, value]]));
  }

  *range(namespace: string, start: string, end: string): Generator<{ key: string; value: Uint8Array }, undefined> {
    this.#beforeRead();
    const collector = new RangeResultsCollector();
    let read: Omit<RangeRead, 'results'> = { start, end: '', exhausted: false };
    // Recorded when the simulation ends: a caller that stops early depends only on what it has seen.
    this.#ranges.push(() => {
      this.#set.range(namespace, { ...read, results: collector.finish() });
    });
    for (const { key, value, version } of this.#state.range(namespace, start, end)) {
      collector.add({ key, version });
      read = { start, end: key, exhausted: false };
      yield { key, value };
    }
    read = { start, end, exhausted: true };
  }

  getPrivateData(namespace: string, collection: string, key: string): Uint8Array | undefined {
    this.#enterCollection(namespace, collection);
    const found = this.#state.getPrivate(namespace, collection, key);
    const hash = this.#hashOf(namespace, collection, key);
    if (!sameVersion(hash?.version, found?.version)) {
      throw new Error(
        'private data matching public hash version is not available. Public hash version = ' +
          `${formatVersion(hash?.version)}, Private data version = ${formatVersion(found?.version)}`,
      );
    }
    this.#set.readPrivate(namespace, collection, { key, version: found?.version });
    return found?.value;
  }

  getPrivateDataHash(namespace: string, collection: string, key: string): Uint8Array | undefined {
    return this.#readHash(namespace, collection, key)?.value;
  }

  getPrivateMetadata(namespace: string, collection: string, key: string): ReadonlyMap<string, Uint8Array> {
    return this.#readHash(namespace, collection, key)?.metadata ?? none;
  }

  putPrivateData(namespace: string, collection: string, key: string, value: Uint8Array): void {
    this.#beforePrivateWrite(namespace, collection);
    this.#set.writePrivate(namespace, collection, { key, value, isDelete: value.length === 0, isPurge: false });
  }

  deletePrivateData(namespace: string, collection: string, key: string): void {
    this.putPrivateData(namespace, collection, key, new Uint8Array());
  }

  purgePrivateData(namespace: string, collection: string, key: string): void {
    this.#beforePrivateWrite(namespace, collection);
    this.#set.writePrivate(namespace, collection, { key, value: new Uint8Array(), isDelete: true, isPurge: true });
  }

  putPrivateMetadata(namespace: string, collection: string, key: string, name: string, value: Uint8Array): void {
    this.#beforePrivateWrite(namespace, collection);
    this.#set.writePrivateMetadata(namespace, collection, { key, entries: new Map([[name, value]]) });
  }

  /** Private ranges are not protected against phantoms, so Fabric allows no writes beside them. */
  rangePrivateData(
    namespace: string,
    collection: string,
    start: string,
    end: string,
  ): Iterator<{ key: string; value: Uint8Array }, undefined> {
    if (this.#hasWritten) {
      throw this.#unsupported('Queries on pvt data is supported only in a read-only transaction');
    }
    this.#hasQueriedPrivateData = true;
    this.#enterCollection(namespace, collection);
    return keyValues(this.#state.rangePrivate(namespace, collection, start, end));
  }

  results(): SimulationResults {
    if (this.#isDone) {
      throw new Error('this function should only be called once on a transaction simulator instance');
    }
    this.#isDone = true;
    this.#ranges.forEach((record) => {
      record();
    });
    return this.#set.build();
  }

  #read(namespace: string, key: string): StateValue | undefined {
    this.#beforeRead();
    const found = this.#state.get(namespace, key);
    this.#set.read(namespace, key, found?.version);
    return found;
  }

  #readHash(namespace: string, collection: string, key: string): StateValue | undefined {
    this.#enterCollection(namespace, collection);
    const found = this.#hashOf(namespace, collection, key);
    this.#set.readPrivate(namespace, collection, { key, version: found?.version });
    return found;
  }

  #hashOf(namespace: string, collection: string, key: string): StateValue | undefined {
    return this.#state.valueIn(stateSpace.hashed(namespace, collection), hashKey(key));
  }

  #beforeRead(): void {
    if (this.#isDone) {
      throw new Error('this instance should not be used after calling Done()');
    }
  }

  #beforeWrite(): void {
    this.#beforeRead();
    if (this.#hasQueriedPrivateData) {
      throw this.#unsupported('Transaction has already performed queries on pvt data. Writes are not allowed');
    }
    this.#hasWritten = true;
  }

  #beforePrivateWrite(namespace: string, collection: string): void {
    this.#enterCollection(namespace, collection);
    this.#beforeWrite();
  }

  #enterCollection(namespace: string, collection: string): void {
    this.#beforeRead();
    const space = stateSpace.private(namespace, collection);
    if (!this.#checkedCollections.has(space)) {
      this.#checkCollection(this, namespace, collection);
      this.#checkedCollections.add(space);
    }
  }

  #unsupported(reason: string): Error {
    // The misspelling is Fabric's.
    return new Error(`txid [${this.#transactionID}]: unsuppored transaction. ${reason}`);
  }
}

function* keyValues(
  found: Iterable<StateValue & { readonly key: string }>,
): Generator<{ key: string; value: Uint8Array }, undefined> {
  for (const { key, value } of found) {
    yield { key, value };
  }
}
