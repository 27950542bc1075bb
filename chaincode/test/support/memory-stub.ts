// SPDX-License-Identifier: Apache-2.0

import type { LedgerStub } from '../../src/ledger/fact-ledger.js';
import type { MemoryLedger, ReadWriteSet } from './memory-ledger.js';

export interface RecordedEvent {
  readonly name: string;
  readonly payload: Uint8Array;
}

type Range = ReturnType<LedgerStub['getStateByPartialCompositeKey']>;
type PagedRange = ReturnType<LedgerStub['getStateByPartialCompositeKeyWithPagination']>;
interface KeyValue {
  readonly namespace: string;
  readonly key: string;
  readonly value: Uint8Array;
}

const separator = '\u0000';
const lastRune = '\u{10ffff}';

/** Fabric's stub over a {@link MemoryLedger}: reads never see the transaction's own writes. */
export class MemoryStub implements LedgerStub {
  readonly readWriteSet: ReadWriteSet = { reads: new Map(), ranges: [], writes: new Map() };
  readonly #ledger: MemoryLedger;
  readonly #time: Date;
  readonly #channelID: string;
  event: RecordedEvent | undefined;
  openIterators = 0;
  #paged = false;

  constructor(ledger: MemoryLedger, { time, channelID }: { readonly time: Date; readonly channelID: string }) {
    this.#ledger = ledger;
    this.#time = time;
    this.#channelID = channelID;
  }

  getDateTimestamp(): Date {
    return this.#time;
  }

  getChannelID(): string {
    return this.#channelID;
  }

  setEvent(name: string, payload: Uint8Array): void {
    this.event = { name, payload };
  }

  createCompositeKey(objectType: string, attributes: string[]): string {
    for (const part of [objectType, ...attributes]) {
      if (part === '' || part.includes(separator) || part.includes(lastRune)) {
        throw new Error(`not a part of a composite key: ${part}`);
      }
    }
    return [separator + objectType, ...attributes, ''].join(separator);
  }

  splitCompositeKey(key: string): { objectType: string; attributes: string[] } {
    const [objectType = '', ...attributes] = key.slice(1, -1).split(separator);
    return { objectType, attributes };
  }

  getState(key: string): Promise<Uint8Array> {
    const entry = this.#ledger.get(key);
    this.readWriteSet.reads.set(key, entry?.version);
    return Promise.resolve(entry?.value ?? new Uint8Array());
  }

  putState(key: string, value: Uint8Array): Promise<void> {
    if (this.#paged) {
      return Promise.reject(new Error('a transaction that reads pages may not write'));
    }
    this.readWriteSet.writes.set(key, value);
    return Promise.resolve();
  }

  getStateByPartialCompositeKey(objectType: string, attributes: string[]): Range {
    const start = this.createCompositeKey(objectType, attributes);
    const end = start + lastRune;
    const entries = this.#ledger.range(start, end);
    this.readWriteSet.ranges.push({
      start,
      end,
      results: new Map(entries.map(([key, { version }]) => [key, version])),
    });
    return Promise.resolve(this.#iterator(entries)) as unknown as Range;
  }

  getStateByPartialCompositeKeyWithPagination(
    objectType: string,
    attributes: string[],
    pageSize: number,
    bookmark = '',
  ): PagedRange {
    if (this.readWriteSet.writes.size > 0) {
      throw new Error('a transaction that writes may not read pages');
    }
    this.#paged = true;
    const start = this.createCompositeKey(objectType, attributes);
    const entries = this.#ledger.range(bookmark === '' ? start : bookmark, start + lastRune);
    const page = entries.slice(0, pageSize);
    // Like fabric-shim, without metadata where there is nothing to say.
    const metadata =
      page.length === 0 ? undefined : { fetchedRecordsCount: page.length, bookmark: entries[pageSize]?.[0] ?? '' };
    return Promise.resolve({ iterator: this.#iterator(page), metadata }) as unknown as PagedRange;
  }

  #iterator(entries: readonly (readonly [string, { readonly value: Uint8Array }])[]) {
    this.openIterators += 1;
    const values = entries.map(([key, { value }]): KeyValue => ({ namespace: 'opssc', key, value })).values();
    let isOpen = true;
    const close = (): void => {
      this.openIterators -= isOpen ? 1 : 0;
      isOpen = false;
    };
    return {
      next: () => {
        const result = values.next();
        if (result.done === true) {
          // As the peer does with the last entries.
          close();
        }
        return Promise.resolve(result);
      },
      close: () => {
        close();
        return Promise.resolve();
      },
    };
  }
}
