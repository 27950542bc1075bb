// SPDX-License-Identifier: Apache-2.0

import { field } from '../field.js';
import { message } from '../message.js';

const version = message('kvrwset.Version', { block_num: field.uint64(1), tx_num: field.uint64(2) });

const kvRead = message('kvrwset.KVRead', { key: field.string(1), version: field.message(2, () => version) });

const queryReads = message('kvrwset.QueryReads', { kv_reads: field.list(field.message(1, () => kvRead)) });

const queryReadsMerkleSummary = message('kvrwset.QueryReadsMerkleSummary', {
  max_degree: field.uint32(1),
  max_level: field.uint32(2),
  max_level_hashes: field.list(field.bytes(3)),
});

const rangeQueryInfo = message('kvrwset.RangeQueryInfo', {
  start_key: field.string(1),
  end_key: field.string(2),
  itr_exhausted: field.bool(3),
  raw_reads: field.oneof(
    'reads_info',
    field.message(4, () => queryReads),
  ),
  reads_merkle_hashes: field.oneof(
    'reads_info',
    field.message(5, () => queryReadsMerkleSummary),
  ),
});

const kvWrite = message('kvrwset.KVWrite', { key: field.string(1), is_delete: field.bool(2), value: field.bytes(3) });

const kvMetadataEntry = message('kvrwset.KVMetadataEntry', { name: field.string(1), value: field.bytes(2) });

const kvMetadataWrite = message('kvrwset.KVMetadataWrite', {
  key: field.string(1),
  entries: field.list(field.message(2, () => kvMetadataEntry)),
});

export const kvRwset = message('kvrwset.KVRWSet', {
  reads: field.list(field.message(1, () => kvRead)),
  range_queries_info: field.list(field.message(2, () => rangeQueryInfo)),
  writes: field.list(field.message(3, () => kvWrite)),
  metadata_writes: field.list(field.message(4, () => kvMetadataWrite)),
});

const collectionHashedReadWriteSet = message('rwset.CollectionHashedReadWriteSet', {
  collection_name: field.string(1),
  // configtxlator leaves these bytes as they are.
  hashed_rwset: field.bytes(2),
  pvt_rwset_hash: field.bytes(3),
});

const nsReadWriteSet = message('rwset.NsReadWriteSet', {
  namespace: field.string(1),
  rwset: field.opaque(2, () => kvRwset),
  collection_hashed_rwset: field.list(field.message(3, () => collectionHashedReadWriteSet)),
});

/** `KV` is the only data model there is. */
export const txReadWriteSet = message('rwset.TxReadWriteSet', {
  data_model: field.enumeration(1, { KV: 0 }),
  ns_rwset: field.list(field.message(2, () => nsReadWriteSet)),
});
