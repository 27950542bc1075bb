// SPDX-License-Identifier: Apache-2.0

import { ledger, peer } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { QueryCursor, QueryCursorOptions, QueryResult } from '../query-cursor.js';
import type { TransactionContext } from '../transaction-context.js';
import type { RequestHandler } from './request-handler.js';

export const getStateByRange: RequestHandler = (payload, context) => {
  const request = peer.GetStateByRange.deserializeBinary(payload);
  const collection = request.getCollection();
  const { simulator, namespace, invocation } = context;
  const start = request.getStartkey();
  const end = request.getEndkey();
  if (collection) {
    context.readPrivate(collection);
    invocation.notes.notePrivateRead(namespace, collection);
    const found = simulator.rangePrivateData(namespace, collection, start, end);
    return openQuery(context, { results: keyValues(namespace, found) });
  }
  const page = pageOf(request.getMetadata_asU8());
  if (!page) {
    return openQuery(context, { results: keyValues(namespace, simulator.range(namespace, start, end)) });
  }
  invocation.notes.notePageQuery(invocation.transactionID);
  const found = simulator.range(namespace, page.bookmark || start, end);
  return openQuery(context, { results: keyValues(namespace, found), pageSize: page.size });
};

/** Needs CouchDB, which a peer with LevelDB answers in these words too. */
export const getQueryResult: RequestHandler = () => {
  throw new Error('ExecuteQuery not supported for leveldb');
};

export const getHistoryForKey: RequestHandler = (payload, context) => {
  const request = peer.GetHistoryForKey.deserializeBinary(payload);
  return openQuery(context, { results: modifications(context, request.getKey()) });
};

export const queryStateNext: RequestHandler = (payload, context) => {
  const id = peer.QueryStateNext.deserializeBinary(payload).getId();
  const cursor = context.cursor(id);
  if (!cursor) {
    throw new Error('query iterator not found');
  }
  return nextBatch(context, id, cursor);
};

export const queryStateClose: RequestHandler = (payload, context) => {
  const id = peer.QueryStateClose.deserializeBinary(payload).getId();
  context.closeCursor(id);
  const response = new peer.QueryResponse();
  response.setId(id);
  return response.serializeBinary();
};

function openQuery(context: TransactionContext, options: Omit<QueryCursorOptions, 'id'>): Uint8Array {
  const { id, cursor } = context.openCursor(options);
  return nextBatch(context, id, cursor);
}

function nextBatch(context: TransactionContext, id: string, cursor: QueryCursor): Uint8Array {
  const { response, hasMore } = cursor.nextBatch();
  if (!hasMore) {
    context.closeCursor(id);
  }
  return response.serializeBinary();
}

function pageOf(metadata: Uint8Array): { readonly size: number; readonly bookmark: string } | undefined {
  const page = peer.QueryMetadata.deserializeBinary(metadata);
  const size = page.getPagesize();
  const bookmark = page.getBookmark();
  return size === 0 && bookmark === '' ? undefined : { size, bookmark };
}

function* keyValues(
  namespace: string,
  found: Iterator<{ key: string; value: Uint8Array }>,
): Generator<QueryResult, undefined> {
  for (let next = found.next(); !next.done; next = found.next()) {
    const { key, value } = next.value;
    const kv = new ledger.queryresult.KV();
    kv.setNamespace(namespace);
    kv.setKey(key);
    kv.setValue(value);
    yield { key, bytes: kv.serializeBinary() };
  }
}

function* modifications(context: TransactionContext, key: string): Generator<QueryResult, undefined> {
  for (const { transactionID, timestamp, value, isDelete } of context.channel.history(context.namespace, key)) {
    const modification = new ledger.queryresult.KeyModification();
    modification.setTxId(transactionID);
    modification.setTimestamp(timestamps.Timestamp.fromDate(timestamp));
    modification.setValue(value);
    modification.setIsDelete(isDelete);
    yield { key, bytes: modification.serializeBinary() };
  }
}
