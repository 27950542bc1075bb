// SPDX-License-Identifier: Apache-2.0

import type { Version } from './ledger.js';

/** What a transaction read and wrote, a readable form of `rwset.TxReadWriteSet`. */
export interface ReadWriteSet {
  /** Ascending by name when it is ours; others are validated as they come. */
  readonly namespaces: readonly NamespaceAccess[];
}

/** Reads and writes of keys; in a collection the keys are hashes in hex and the values are hashes. */
export interface KeyAccess {
  readonly reads: readonly KeyRead[];
  readonly writes: readonly KeyWrite[];
  readonly metadataWrites: readonly MetadataWrite[];
}

export interface NamespaceAccess extends KeyAccess {
  readonly namespace: string;
  readonly ranges: readonly RangeRead[];
  readonly collections: readonly CollectionAccess[];
}

export interface CollectionAccess extends KeyAccess {
  readonly collection: string;
  /** SHA-256 of the collection's private `KVRWSet`; empty when the transaction wrote nothing there. */
  readonly privateHash: Uint8Array;
}

export interface KeyRead {
  readonly key: string;
  /** Absent when the key did not exist. */
  readonly version: Version | undefined;
}

export interface KeyWrite {
  readonly key: string;
  readonly value: Uint8Array;
  readonly isDelete: boolean;
  /** Of a private key: remove its history too. */
  readonly isPurge: boolean;
}

/** Replaces all metadata of the key; no entries removes it. */
export interface MetadataWrite {
  readonly key: string;
  readonly entries: ReadonlyMap<string, Uint8Array>;
}

export interface RangeRead {
  readonly start: string;
  /** What the query asked for when it was exhausted, else the last key that was read. */
  readonly end: string;
  readonly exhausted: boolean;
  readonly results: RangeResults;
}

/** What a range query returned: each key and version, or beyond 50 of them a summary. */
export type RangeResults =
  | { readonly type: 'reads'; readonly reads: readonly KeyRead[] }
  | { readonly type: 'merkle'; readonly summary: MerkleSummary };

/** One level of the hash tree over the results of a range query. */
export interface MerkleSummary {
  readonly maxDegree: number;
  readonly maxLevel: number;
  readonly hashes: readonly Uint8Array[];
}
