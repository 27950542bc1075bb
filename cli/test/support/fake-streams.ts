// SPDX-License-Identifier: Apache-2.0

import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';

export interface FakeChange {
  readonly id: string;
  readonly type: string;
  readonly proposalID?: string;
  readonly status?: string;
}

/** Streams of server-sent events. */
export class FakeStreams {
  readonly #open = new Set<ServerResponse>();
  readonly #opened = new EventEmitter();
  /** What each stream was asked to go on after. */
  readonly lastEventIDs: (string | undefined)[] = [];

  open(response: ServerResponse, lastEventID: string | string[] | undefined): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 2000\n\n: still here\n\n');
    this.#open.add(response);
    response.once('close', () => this.#open.delete(response));
    this.lastEventIDs.push(typeof lastEventID === 'string' ? lastEventID : undefined);
    this.#opened.emit('opened');
  }

  /** Resolves when as many streams were opened so far. */
  async opened(count: number): Promise<void> {
    while (this.lastEventIDs.length < count) {
      await once(this.#opened, 'opened');
    }
  }

  send(change: FakeChange): void {
    for (const response of this.#open) {
      response.write(`id: ${change.id}\nevent: ${change.type}\ndata: ${JSON.stringify(change)}\n\n`);
    }
  }

  /** As a proxy does with what stays open for long. */
  end(): void {
    for (const response of this.#open) {
      response.end();
    }
  }
}
