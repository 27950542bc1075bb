// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { parseEventStream, type ServerSentEvent } from '../../src/follow/parse-event-stream.js';

async function eventsIn(chunks: readonly string[]): Promise<readonly ServerSentEvent[]> {
  async function* stream(): AsyncGenerator<string, void, undefined> {
    for (const chunk of chunks) {
      yield await Promise.resolve(chunk);
    }
  }
  const events: ServerSentEvent[] = [];
  for await (const event of parseEventStream(stream())) {
    events.push(event);
  }
  return events;
}

describe('parseEventStream', () => {
  const cases: readonly { readonly reason: string; readonly chunks: readonly string[]; readonly events: unknown }[] = [
    {
      reason: 'an event with its ID',
      chunks: ['id: 5-ab\nevent: voted\ndata: {}\n\n'],
      events: [{ id: '5-ab', data: '{}' }],
    },
    {
      reason: 'an event in pieces, wherever they are cut',
      chunks: ['id', ': 5-ab\r', '\ndata: {"a"', ':1}\r\n', '\r\n'],
      events: [{ id: '5-ab', data: '{"a":1}' }],
    },
    {
      reason: 'data of several lines',
      chunks: ['data: a\ndata:b\ndata\n\n'],
      events: [{ id: undefined, data: 'a\nb\n' }],
    },
    {
      reason: 'comments and other fields, which are no events',
      chunks: [': still here\n\nretry: 2000\n\n'],
      events: [],
    },
    {
      reason: 'an ID that holds until the next one',
      chunks: ['id: 1\ndata: a\n\ndata: b\n\n'],
      events: [
        { id: '1', data: 'a' },
        { id: '1', data: 'b' },
      ],
    },
    {
      reason: 'an event that is cut off, which counts for nothing',
      chunks: ['id: 1\ndata: a\n\ndata: b\n'],
      events: [{ id: '1', data: 'a' }],
    },
  ];
  for (const { reason, chunks, events } of cases) {
    it(`reads ${reason}`, async () => {
      expect(await eventsIn(chunks)).to.deep.equal(events);
    });
  }

  it('refuses an event without an end', async () => {
    const error: unknown = await eventsIn(['data: ', 'x'.repeat(2_000_000)]).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(RangeError);
  });
});
