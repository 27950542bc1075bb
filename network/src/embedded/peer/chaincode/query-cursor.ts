// SPDX-License-Identifier: Apache-2.0

import { peer } from '@hyperledger/fabric-protos';

export interface QueryResult {
  readonly key: string;
  /** Bytes of a `queryresult.KV` or `KeyModification`. */
  readonly bytes: Uint8Array;
}

export interface QueryCursorOptions {
  readonly id: string;
  readonly results: Iterator<QueryResult>;
  /** Given: one page of at most so many results (0: the peer's limit) with a bookmark, and no more. */
  readonly pageSize?: number;
}

/** `ledger.state.totalQueryLimit` of core.yaml. */
const totalQueryLimit = 100_000;
/** Results in one message to the chaincode. */
const batchLimit = 100;

/** An open query of a chaincode: core/chaincode/query_response_generator.go. */
export class QueryCursor {
  readonly #id: string;
  readonly #results: Iterator<QueryResult>;
  readonly #isPage: boolean;
  readonly #limit: number;
  #next: QueryResult | undefined;
  #returned = 0;

  constructor(options: QueryCursorOptions) {
    this.#id = options.id;
    this.#results = options.results;
    this.#isPage = options.pageSize !== undefined;
    this.#limit = Math.min(options.pageSize || totalQueryLimit, totalQueryLimit);
  }

  /** The next batch; it is the last one unless `hasMore`. */
  nextBatch(): { readonly response: peer.QueryResponse; readonly hasMore: boolean } {
    const batch: QueryResult[] = [];
    const size = this.#isPage ? this.#limit : batchLimit;
    while (batch.length < size && this.#returned < this.#limit) {
      const result = this.#take();
      if (!result) {
        break;
      }
      batch.push(result);
      this.#returned++;
    }
    const hasMore = !this.#isPage && this.#returned < this.#limit && this.#peek() !== undefined;
    return { response: this.#response(batch, hasMore), hasMore };
  }

  #response(batch: readonly QueryResult[], hasMore: boolean): peer.QueryResponse {
    const response = new peer.QueryResponse();
    response.setId(this.#id);
    response.setHasMore(hasMore);
    response.setResultsList(
      batch.map(({ bytes }) => {
        const result = new peer.QueryResultBytes();
        result.setResultbytes(bytes);
        return result;
      }),
    );
    if (this.#isPage) {
      const metadata = new peer.QueryResponseMetadata();
      metadata.setFetchedRecordsCount(batch.length);
      metadata.setBookmark(this.#peek()?.key ?? '');
      response.setMetadata(metadata.serializeBinary());
    }
    return response;
  }

  #take(): QueryResult | undefined {
    const result = this.#peek();
    this.#next = undefined;
    return result;
  }

  #peek(): QueryResult | undefined {
    if (!this.#next) {
      const next = this.#results.next();
      this.#next = next.done ? undefined : next.value;
    }
    return this.#next;
  }
}
