// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { ledger } from '@hyperledger/fabric-protos';
import { decodeKeyWrite } from './decode-read-write-set.js';
import type { KeyWrite, ReadWriteSet } from './read-write-set.js';

/** A transaction's writes to one collection, in the clear. */
export interface PrivateWrites {
  readonly namespace: string;
  readonly collection: string;
  readonly writes: readonly KeyWrite[];
  /** Keys of which only metadata changes; the metadata itself is kept with the hashed key. */
  readonly metadataKeys: readonly string[];
}

/** A collection that a transaction wrote to. */
export interface WrittenCollection {
  readonly namespace: string;
  readonly collection: string;
  /** SHA-256 of the private `KVRWSet`. */
  readonly privateHash: Uint8Array;
}

type PrivateData = ledger.rwset.TxPvtReadWriteSet;

export function writtenCollections(set: ReadWriteSet): WrittenCollection[] {
  return set.namespaces.flatMap(({ namespace, collections }) =>
    collections
      .filter(({ privateHash }) => privateHash.length > 0)
      .map(({ collection, privateHash }) => ({ namespace, collection, privateHash })),
  );
}

export function holdsCollection(data: PrivateData | undefined, { namespace, collection }: WrittenCollection): boolean {
  return data !== undefined && findCollection(data, namespace, collection) !== undefined;
}

/** The wanted collections of what is offered, as far as they are what the transaction's hashes say. */
export function pickCollections(
  offered: PrivateData | undefined,
  wanted: readonly WrittenCollection[],
): PrivateData | undefined {
  const picked = new ledger.rwset.TxPvtReadWriteSet();
  picked.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
  for (const { namespace, collection, privateHash } of wanted) {
    const found = offered && findCollection(offered, namespace, collection);
    if (found && createHash('sha256').update(found.getRwset_asU8()).digest().equals(privateHash)) {
      namespaceOf(picked, namespace).addCollectionPvtRwset(found);
    }
  }
  return picked.getNsPvtRwsetList().length > 0 ? picked : undefined;
}

/** The collections of `data` that `known` has not; undefined when there are none. */
export function missingFrom(known: PrivateData, data: PrivateData): PrivateData | undefined {
  const missing = new ledger.rwset.TxPvtReadWriteSet();
  missing.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
  for (const namespace of data.getNsPvtRwsetList()) {
    for (const collection of namespace.getCollectionPvtRwsetList()) {
      if (!findCollection(known, namespace.getNamespace(), collection.getCollectionName())) {
        namespaceOf(missing, namespace.getNamespace()).addCollectionPvtRwset(collection);
      }
    }
  }
  return missing.getNsPvtRwsetList().length > 0 ? missing : undefined;
}

/** Both; they have no collection in common. */
export function joinPrivateData(a: PrivateData | undefined, b: PrivateData): PrivateData {
  const joined = new ledger.rwset.TxPvtReadWriteSet();
  joined.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
  for (const data of a ? [a, b] : [b]) {
    for (const namespace of data.getNsPvtRwsetList()) {
      for (const collection of namespace.getCollectionPvtRwsetList()) {
        namespaceOf(joined, namespace.getNamespace()).addCollectionPvtRwset(collection);
      }
    }
  }
  return joined;
}

export function decodePrivateWrites(data: PrivateData): PrivateWrites[] {
  return data.getNsPvtRwsetList().flatMap((namespace) =>
    namespace.getCollectionPvtRwsetList().map((collection): PrivateWrites => {
      const set = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(collection.getRwset_asU8());
      return {
        namespace: namespace.getNamespace(),
        collection: collection.getCollectionName(),
        writes: set.getWritesList().map(decodeKeyWrite),
        metadataKeys: set.getMetadataWritesList().map((write) => write.getKey()),
      };
    }),
  );
}

function findCollection(
  data: PrivateData,
  namespace: string,
  collection: string,
): ledger.rwset.CollectionPvtReadWriteSet | undefined {
  return data
    .getNsPvtRwsetList()
    .filter((set) => set.getNamespace() === namespace)
    .flatMap((set) => set.getCollectionPvtRwsetList())
    .find((set) => set.getCollectionName() === collection);
}

function namespaceOf(data: PrivateData, name: string): ledger.rwset.NsPvtReadWriteSet {
  const existing = data.getNsPvtRwsetList().find((set) => set.getNamespace() === name);
  if (existing) {
    return existing;
  }
  const created = data.addNsPvtRwset();
  created.setNamespace(name);
  return created;
}
