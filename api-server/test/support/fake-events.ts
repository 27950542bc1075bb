// SPDX-License-Identifier: Apache-2.0

import { canonicalJson, type OpsEvent } from '@opssc/chaincode/model';
import { EventEmitter, once } from 'node:events';
import type { EventPosition, OrganizationFabric } from '../../src/fabric/organization-fabric.js';

type Stream = Awaited<ReturnType<OrganizationFabric['opsEvents']>>;
type ChaincodeEvent = Stream extends AsyncIterable<infer Event> ? Event : never;

/** The events of a ledger with one transaction a block, and the streams of them that are open. */
export class FakeEvents {
  readonly #events: ChaincodeEvent[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #open = new Set<() => void>();
  /** Where each stream began that was ever opened. */
  readonly positions: EventPosition[] = [];
  /** Thrown instead of opening a stream while it is set. */
  failure: Error | undefined;

  get height(): bigint {
    return BigInt(this.#events.length);
  }

  get openStreams(): number {
    return this.#open.size;
  }

  /** Adds a block with one event. Returns the event's ID as streams show it. */
  emit(event: OpsEvent, name: string = event.type): string {
    const blockNumber = this.height;
    const transactionId = String(blockNumber).padStart(64, 'a');
    const payload = new TextEncoder().encode(canonicalJson(event));
    this.#events.push({ blockNumber, transactionId, chaincodeName: 'opssc', eventName: name, payload });
    this.#news.emit('news');
    return `${String(blockNumber)}-${transactionId}`;
  }

  /** As when the peers stop. */
  breakStreams(): void {
    for (const fail of [...this.#open]) {
      fail();
    }
  }

  open(position: EventPosition): Promise<Stream> {
    this.positions.push(position);
    if (this.failure !== undefined) {
      return Promise.reject(this.failure);
    }
    const end = new AbortController();
    const broken = new AbortController();
    const fail = (): void => {
      this.#open.delete(fail);
      broken.abort();
    };
    this.#open.add(fail);
    const close = (): void => {
      this.#open.delete(fail);
      end.abort();
    };
    return Promise.resolve({
      close,
      [Symbol.dispose]: close,
      [Symbol.asyncIterator]: () => this.#read(position, end.signal, broken.signal),
    } as Stream);
  }

  async *#read(position: EventPosition, end: AbortSignal, broken: AbortSignal): AsyncGenerator<ChaincodeEvent> {
    const start = Number(position.startBlock);
    const after = this.#events[start]?.transactionId === position.afterTransactionID;
    const ended = AbortSignal.any([end, broken]);
    let next = position.afterTransactionID !== undefined && after ? start + 1 : start;
    for (;;) {
      if (broken.aborted) {
        throw new Error('the peer ended the stream');
      }
      if (end.aborted) {
        return;
      }
      const event = this.#events[next];
      if (event === undefined) {
        await once(this.#news, 'news', { signal: ended }).catch(() => undefined);
      } else {
        yield event;
        next += 1;
      }
    }
  }
}
