// SPDX-License-Identifier: Apache-2.0

import { ledger } from '@hyperledger/fabric-protos';
import { encodeKeyRead } from './encode-key-read.js';
import type {
  CollectionAccess,
  KeyWrite,
  MetadataWrite,
  NamespaceAccess,
  RangeRead,
  ReadWriteSet,
} from './read-write-set.js';

const { kvrwset } = ledger.rwset;

/** Bytes of `rwset.TxReadWriteSet`, equal to what a Fabric peer makes of the same reads and writes. */
export function encodeReadWriteSet(set: ReadWriteSet): Uint8Array {
  const message = new ledger.rwset.TxReadWriteSet();
  message.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
  message.setNsRwsetList(set.namespaces.map(encodeNamespace));
  return message.serializeBinary();
}

function encodeNamespace(access: NamespaceAccess): ledger.rwset.NsReadWriteSet {
  const keys = new kvrwset.KVRWSet();
  keys.setReadsList(access.reads.map(encodeKeyRead));
  keys.setRangeQueriesInfoList(access.ranges.map(encodeRange));
  keys.setWritesList(access.writes.map(encodeKeyWrite));
  keys.setMetadataWritesList(
    access.metadataWrites.map(({ key, entries }) => {
      const write = new kvrwset.KVMetadataWrite();
      write.setKey(key);
      write.setEntriesList(encodeEntries(entries));
      return write;
    }),
  );
  const message = new ledger.rwset.NsReadWriteSet();
  message.setNamespace(access.namespace);
  message.setRwset(keys.serializeBinary());
  message.setCollectionHashedRwsetList(access.collections.map(encodeCollection));
  return message;
}

/** Of a public key, or of a private one in the clear. */
export function encodeKeyWrite({ key, value, isDelete }: KeyWrite): ledger.rwset.kvrwset.KVWrite {
  const write = new kvrwset.KVWrite();
  write.setKey(key);
  write.setIsDelete(isDelete);
  write.setValue(value);
  return write;
}

function encodeRange({ start, end, exhausted, results }: RangeRead): ledger.rwset.kvrwset.RangeQueryInfo {
  const range = new kvrwset.RangeQueryInfo();
  range.setStartKey(start);
  range.setEndKey(end);
  range.setItrExhausted(exhausted);
  if (results.type === 'merkle') {
    const summary = new kvrwset.QueryReadsMerkleSummary();
    summary.setMaxDegree(results.summary.maxDegree);
    summary.setMaxLevel(results.summary.maxLevel);
    summary.setMaxLevelHashesList([...results.summary.hashes]);
    range.setReadsMerkleHashes(summary);
  } else if (results.reads.length > 0) {
    const reads = new kvrwset.QueryReads();
    reads.setKvReadsList(results.reads.map(encodeKeyRead));
    range.setRawReads(reads);
  }
  return range;
}

function encodeCollection(access: CollectionAccess): ledger.rwset.CollectionHashedReadWriteSet {
  const keys = new kvrwset.HashedRWSet();
  keys.setHashedReadsList(
    access.reads.map((read) => {
      const message = new kvrwset.KVReadHash();
      message.setKeyHash(hashBytes(read.key));
      message.setVersion(encodeKeyRead(read).getVersion());
      return message;
    }),
  );
  keys.setHashedWritesList(
    access.writes.map((write) => {
      const message = new kvrwset.KVWriteHash();
      message.setKeyHash(hashBytes(write.key));
      message.setIsDelete(write.isDelete);
      message.setValueHash(write.value);
      message.setIsPurge(write.isPurge);
      return message;
    }),
  );
  keys.setMetadataWritesList(
    access.metadataWrites.map(({ key, entries }: MetadataWrite) => {
      const message = new kvrwset.KVMetadataWriteHash();
      message.setKeyHash(hashBytes(key));
      message.setEntriesList(encodeEntries(entries));
      return message;
    }),
  );
  const message = new ledger.rwset.CollectionHashedReadWriteSet();
  message.setCollectionName(access.collection);
  message.setHashedRwset(keys.serializeBinary());
  message.setPvtRwsetHash(access.privateHash);
  return message;
}

function encodeEntries(entries: ReadonlyMap<string, Uint8Array>): ledger.rwset.kvrwset.KVMetadataEntry[] {
  return [...entries].map(([name, value]) => {
    const entry = new kvrwset.KVMetadataEntry();
    entry.setName(name);
    entry.setValue(value);
    return entry;
  });
}

function hashBytes(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex');
}
