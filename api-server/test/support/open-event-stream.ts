// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { TestServer } from './test-server.js';
import { until } from './until.js';

export interface ReceivedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

export interface OpenEventStream {
  next(): Promise<ReceivedEvent>;
  /** How many comments have come so far. */
  comments(): number;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens `/events` as a client would; resolves with the first bytes. */
export async function openEventStream(
  { url, token }: TestServer,
  headers: Record<string, string> = {},
): Promise<OpenEventStream> {
  const gone = new AbortController();
  const response = await fetch(`${url}/api/v1/events`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: gone.signal,
  });
  expect(response.status).to.equal(200);
  expect(response.headers.get('content-type')).to.equal('text/event-stream; charset=utf-8');
  const blocks: string[] = [];
  const read = async (): Promise<void> => {
    let rest = '';
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (rest + text).split('\n\n');
      rest = parts.pop() ?? '';
      blocks.push(...parts);
    }
  };
  const ended = read().catch((error: unknown) => {
    if (!gone.signal.aborted) {
      throw error;
    }
  });
  let taken = 0;
  await until(() => blocks.length > 0);
  return {
    async next() {
      const events = () => blocks.filter((block) => block.startsWith('id:')).slice(taken);
      await until(() => events().length > 0);
      const fields = new Map((events()[0] ?? '').split('\n').map((line) => splitAtColon(line)));
      taken += 1;
      return { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: fields.get('data') ?? '' };
    },
    comments: () => blocks.filter((block) => block.startsWith(':')).length,
    ended,
    close: () => {
      gone.abort();
    },
  };
}

function splitAtColon(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
