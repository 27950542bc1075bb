// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from './ledger.js';
import type {
  CollectionAccess,
  KeyRead,
  KeyWrite,
  MetadataWrite,
  NamespaceAccess,
  RangeRead,
  RangeResults,
  ReadWriteSet,
} from './read-write-set.js';

const { kvrwset } = ledger.rwset;

const hashOfNothing = createHash('sha256').digest();

/**
 * Reads the bytes of `rwset.TxReadWriteSet`.
 *
 * @throws Error when they are not one.
 */
export function decodeReadWriteSet(bytes: Uint8Array): ReadWriteSet {
  const message = ledger.rwset.TxReadWriteSet.deserializeBinary(bytes);
  return { namespaces: message.getNsRwsetList().map(decodeNamespace) };
}

function decodeNamespace(message: ledger.rwset.NsReadWriteSet): NamespaceAccess {
  const keys = kvrwset.KVRWSet.deserializeBinary(message.getRwset_asU8());
  return {
    namespace: message.getNamespace(),
    reads: keys.getReadsList().map(decodeRead),
    ranges: keys.getRangeQueriesInfoList().map(decodeRange),
    writes: keys.getWritesList().map(decodeKeyWrite),
    metadataWrites: keys.getMetadataWritesList().map((write): MetadataWrite => ({
      key: write.getKey(),
      entries: decodeEntries(write.getEntriesList()),
    })),
    collections: message.getCollectionHashedRwsetList().map(decodeCollection),
  };
}

/** Of a public key, or of a private one in the clear. A write of nothing deletes, whatever its flag says. */
export function decodeKeyWrite(write: ledger.rwset.kvrwset.KVWrite): KeyWrite {
  const value = write.getValue_asU8();
  return { key: write.getKey(), value, isDelete: write.getIsDelete() || value.length === 0, isPurge: false };
}

function decodeRead(read: ledger.rwset.kvrwset.KVRead): KeyRead {
  return { key: read.getKey(), version: decodeVersion(read.getVersion()) };
}

function decodeRange(range: ledger.rwset.kvrwset.RangeQueryInfo): RangeRead {
  return {
    start: range.getStartKey(),
    end: range.getEndKey(),
    exhausted: range.getItrExhausted(),
    results: decodeResults(range),
  };
}

function decodeResults(range: ledger.rwset.kvrwset.RangeQueryInfo): RangeResults {
  const summary = range.getReadsMerkleHashes();
  if (summary) {
    return {
      type: 'merkle',
      summary: {
        maxDegree: summary.getMaxDegree(),
        maxLevel: summary.getMaxLevel(),
        hashes: summary.getMaxLevelHashesList_asU8(),
      },
    };
  }
  return { type: 'reads', reads: range.getRawReads()?.getKvReadsList().map(decodeRead) ?? [] };
}

function decodeCollection(message: ledger.rwset.CollectionHashedReadWriteSet): CollectionAccess {
  const keys = kvrwset.HashedRWSet.deserializeBinary(message.getHashedRwset_asU8());
  return {
    collection: message.getCollectionName(),
    privateHash: message.getPvtRwsetHash_asU8(),
    reads: keys.getHashedReadsList().map((read): KeyRead => ({
      key: hex(read.getKeyHash_asU8()),
      version: decodeVersion(read.getVersion()),
    })),
    writes: keys.getHashedWritesList().map((write): KeyWrite => ({
      key: hex(write.getKeyHash_asU8()),
      value: write.getValueHash_asU8(),
      isDelete: write.getIsDelete() || isHashOfNothing(write.getValueHash_asU8()),
      isPurge: write.getIsPurge(),
    })),
    metadataWrites: keys.getMetadataWritesList().map((write): MetadataWrite => ({
      key: hex(write.getKeyHash_asU8()),
      entries: decodeEntries(write.getEntriesList()),
    })),
  };
}

/** As of public writes: no hash, or the hash of no bytes, deletes. */
function isHashOfNothing(hash: Uint8Array): boolean {
  return hash.length === 0 || hashOfNothing.equals(hash);
}

function decodeEntries(entries: ledger.rwset.kvrwset.KVMetadataEntry[]): Map<string, Uint8Array> {
  return new Map(entries.map((entry) => [entry.getName(), entry.getValue_asU8()]));
}

function decodeVersion(version: ledger.rwset.kvrwset.Version | undefined): Version | undefined {
  return version && { block: BigInt(version.getBlockNum()), transaction: version.getTxNum() };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
