// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { ledger } from '@hyperledger/fabric-protos';
import { compareKeys } from './compare-keys.js';
import { encodeKeyWrite, encodeReadWriteSet } from './encode-read-write-set.js';
import { hashKey } from './hash-key.js';
import type { SimulationResults, Version } from './ledger.js';
import type {
  CollectionAccess,
  KeyRead,
  KeyWrite,
  MetadataWrite,
  NamespaceAccess,
  RangeRead,
} from './read-write-set.js';

/**
 * Collects the accesses of one transaction. The last write of a key counts; everything is put out in the order of keys,
 * private keys in the order of their clear names, so that every endorser makes the same bytes.
 */
export class ReadWriteSetBuilder {
  readonly #namespaces = new Map<string, NamespaceBuilder>();

  read(namespace: string, key: string, version: Version | undefined): void {
    this.#namespace(namespace).reads.set(key, { key, version });
  }

  /** A write of no bytes deletes. */
  write(namespace: string, key: string, value: Uint8Array): void {
    this.#namespace(namespace).writes.set(key, keyWrite(key, value));
  }

  writeMetadata(namespace: string, key: string, entries: ReadonlyMap<string, Uint8Array>): void {
    this.#namespace(namespace).metadataWrites.set(key, { key, entries: sorted(entries) });
  }

  /** The first of equal ranges counts. */
  range(namespace: string, range: RangeRead): void {
    const { ranges } = this.#namespace(namespace);
    const isSame = (other: RangeRead): boolean =>
      other.start === range.start && other.end === range.end && other.exhausted === range.exhausted;
    if (!ranges.some(isSame)) {
      ranges.push(range);
    }
  }

  readPrivate(namespace: string, collection: string, read: KeyRead): void {
    this.#collection(namespace, collection).reads.set(read.key, read);
  }

  writePrivate(namespace: string, collection: string, write: KeyWrite): void {
    this.#collection(namespace, collection).writes.set(write.key, write);
  }

  writePrivateMetadata(
    namespace: string,
    collection: string,
    write: { readonly key: string; readonly entries: ReadonlyMap<string, Uint8Array> },
  ): void {
    const entries = sorted(write.entries);
    this.#collection(namespace, collection).metadataWrites.set(write.key, { key: write.key, entries });
  }

  build(): SimulationResults {
    const privateSets: ledger.rwset.NsPvtReadWriteSet[] = [];
    const namespaces = [...sorted(this.#namespaces)].map(([namespace, builder]): NamespaceAccess => {
      const collections = [...sorted(builder.collections)].map(([collection, keys]) => ({
        collection,
        keys,
        privateSet: privateSetOf(collection, keys),
      }));
      const written = collections.flatMap(({ privateSet }) => privateSet ?? []);
      if (written.length > 0) {
        const message = new ledger.rwset.NsPvtReadWriteSet();
        message.setNamespace(namespace);
        message.setCollectionPvtRwsetList(written);
        privateSets.push(message);
      }
      return {
        namespace,
        ...accessesOf(builder),
        ranges: builder.ranges,
        collections: collections.map(({ collection, keys, privateSet }) => hashed(collection, keys, privateSet)),
      };
    });
    return { publicResults: encodeReadWriteSet({ namespaces }), privateResults: privateResultsOf(privateSets) };
  }

  #namespace(name: string): NamespaceBuilder {
    const builder = this.#namespaces.get(name) ?? { ...newKeys(), ranges: [], collections: new Map() };
    this.#namespaces.set(name, builder);
    return builder;
  }

  #collection(namespace: string, name: string): KeysBuilder {
    const { collections } = this.#namespace(namespace);
    const builder = collections.get(name) ?? newKeys();
    collections.set(name, builder);
    return builder;
  }
}

interface KeysBuilder {
  readonly reads: Map<string, KeyRead>;
  readonly writes: Map<string, KeyWrite>;
  readonly metadataWrites: Map<string, MetadataWrite>;
}

interface NamespaceBuilder extends KeysBuilder {
  readonly ranges: RangeRead[];
  readonly collections: Map<string, KeysBuilder>;
}

function newKeys(): KeysBuilder {
  return { reads: new Map(), writes: new Map(), metadataWrites: new Map() };
}

function keyWrite(key: string, value: Uint8Array): KeyWrite {
  return { key, value, isDelete: value.length === 0, isPurge: false };
}

function accessesOf(keys: KeysBuilder): { reads: KeyRead[]; writes: KeyWrite[]; metadataWrites: MetadataWrite[] } {
  return {
    reads: [...sorted(keys.reads).values()],
    writes: [...sorted(keys.writes).values()],
    metadataWrites: [...sorted(keys.metadataWrites).values()],
  };
}

/** What the members of the collection keep; of metadata only the keys, whose version moves with it. */
function privateSetOf(collection: string, keys: KeysBuilder): ledger.rwset.CollectionPvtReadWriteSet | undefined {
  const { writes, metadataWrites } = accessesOf(keys);
  if (writes.length === 0 && metadataWrites.length === 0) {
    return undefined;
  }
  const set = new ledger.rwset.kvrwset.KVRWSet();
  set.setWritesList(writes.map(encodeKeyWrite));
  set.setMetadataWritesList(
    metadataWrites.map(({ key }) => {
      const write = new ledger.rwset.kvrwset.KVMetadataWrite();
      write.setKey(key);
      return write;
    }),
  );
  const message = new ledger.rwset.CollectionPvtReadWriteSet();
  message.setCollectionName(collection);
  message.setRwset(set.serializeBinary());
  return message;
}

function privateResultsOf(sets: readonly ledger.rwset.NsPvtReadWriteSet[]): ledger.rwset.TxPvtReadWriteSet | undefined {
  if (sets.length === 0) {
    return undefined;
  }
  const message = new ledger.rwset.TxPvtReadWriteSet();
  message.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
  message.setNsPvtRwsetList([...sets]);
  return message;
}

/** What goes into the block: hashes only. */
function hashed(
  collection: string,
  keys: KeysBuilder,
  privateSet: ledger.rwset.CollectionPvtReadWriteSet | undefined,
): CollectionAccess {
  const { reads, writes, metadataWrites } = accessesOf(keys);
  return {
    collection,
    reads: reads.map((read) => ({ ...read, key: hashKey(read.key) })),
    writes: writes.map((write) => ({
      ...write,
      key: hashKey(write.key),
      value: write.isDelete ? new Uint8Array() : sha256(write.value),
    })),
    metadataWrites: metadataWrites.map((write) => ({ ...write, key: hashKey(write.key) })),
    privateHash: privateSet ? sha256(privateSet.getRwset_asU8()) : new Uint8Array(),
  };
}

function sorted<V>(map: ReadonlyMap<string, V>): Map<string, V> {
  return new Map([...map].sort(([a], [b]) => compareKeys(a, b)));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
