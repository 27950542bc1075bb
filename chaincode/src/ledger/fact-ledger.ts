// SPDX-License-Identifier: Apache-2.0

import type { Context } from 'fabric-contract-api';
import { canonicalJson } from '../model/index.js';
import type { LedgerKey } from './ledger-key.js';

/** What a contract needs of Fabric's stub to keep facts. */
export type LedgerStub = Pick<
  Context['stub'],
  | 'createCompositeKey'
  | 'splitCompositeKey'
  | 'getState'
  | 'putState'
  | 'getStateByPartialCompositeKey'
  | 'getStateByPartialCompositeKeyWithPagination'
>;

export interface PageOptions {
  readonly pageSize: number;
  /** Attributes of the first key wanted; absent: from the first on. */
  readonly from?: readonly string[];
}

export interface Page<Fact> {
  readonly entries: readonly PageEntry<Fact>[];
  /** Attributes of the key after the last entry; absent on the last page. */
  readonly next?: readonly string[];
}

export interface PageEntry<Fact> {
  readonly attributes: readonly string[];
  readonly fact: Fact;
}

/**
 * The world state as one transaction sees it, as typed facts: canonical JSON behind composite keys. What is read is taken
 * at its type: nothing but these contracts writes there. A transaction does not see its own writes, so a key that was
 * read has the same fact to its end, and is asked for once.
 */
export class FactLedger {
  readonly #stub: LedgerStub;
  readonly #read = new Map<string, Promise<Uint8Array>>();

  constructor(stub: LedgerStub) {
    this.#stub = stub;
  }

  async get<Fact>(key: LedgerKey<Fact>): Promise<Fact | undefined> {
    const composite = this.#composite(key);
    const reading = this.#read.get(composite) ?? this.#stub.getState(composite);
    this.#read.set(composite, reading);
    const bytes = await reading;
    return bytes.length === 0 ? undefined : (decode(bytes) as Fact);
  }

  async put<Fact>(key: LedgerKey<Fact>, fact: Fact): Promise<void> {
    await this.#stub.putState(this.#composite(key), new TextEncoder().encode(canonicalJson(fact)));
  }

  /** Every fact whose key begins with this one, in the order of the keys. */
  async range<Fact>(prefix: LedgerKey<Fact>): Promise<readonly Fact[]> {
    const iterator = await this.#stub.getStateByPartialCompositeKey(prefix.objectType, [...prefix.attributes]);
    return (await drain(iterator)).map(({ value }) => decode(value) as Fact);
  }

  /** Like {@link range}, a page at a time. Fabric allows it only in transactions that write nothing. */
  async page<Fact>(prefix: LedgerKey<Fact>, { pageSize, from }: PageOptions): Promise<Page<Fact>> {
    const { iterator, metadata } = await this.#stub.getStateByPartialCompositeKeyWithPagination(
      prefix.objectType,
      [...prefix.attributes],
      pageSize,
      from === undefined ? '' : this.#stub.createCompositeKey(prefix.objectType, [...from]),
    );
    const entries = (await drain(iterator)).map(({ key, value }) => ({
      attributes: this.#stub.splitCompositeKey(key).attributes,
      fact: decode(value) as Fact,
    }));
    // fabric-shim leaves the metadata out where they encode to nothing: an empty page without a bookmark.
    const bookmark = (metadata as Partial<typeof metadata> | undefined)?.bookmark ?? '';
    return bookmark === '' ? { entries } : { entries, next: this.#stub.splitCompositeKey(bookmark).attributes };
  }

  #composite({ objectType, attributes }: LedgerKey<unknown>): string {
    return this.#stub.createCompositeKey(objectType, [...attributes]);
  }
}

type StateIterator = Awaited<ReturnType<LedgerStub['getStateByPartialCompositeKey']>>;
type KeyValue = Awaited<ReturnType<StateIterator['next']>>['value'];

/**
 * Reads an iterator to its end. With the last entries the peer closes it (core/chaincode/query_response_generator.go), so
 * asking it to costs a message and brings nothing; what breaks before is closed here.
 */
async function drain(iterator: Pick<StateIterator, 'next' | 'close'>): Promise<readonly KeyValue[]> {
  const entries: KeyValue[] = [];
  try {
    for (let result = await iterator.next(); !result.done; result = await iterator.next()) {
      entries.push(result.value);
    }
  } catch (error) {
    await iterator.close();
    throw error;
  }
  return entries;
}

function decode(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
