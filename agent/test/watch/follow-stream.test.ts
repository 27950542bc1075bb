// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import type { Clock } from '../../src/clock.js';
import { Conditions } from '../../src/health/conditions.js';
import { followStream } from '../../src/watch/follow-stream.js';
import { recordingLogger } from '../support/recording-logger.js';

interface FakeStream extends AsyncIterable<number> {
  readonly isClosed: () => boolean;
  close(): void;
}

/** Yields the items, then ends, breaks, or stays open until it is closed. */
function stream(items: readonly number[], end: 'end' | 'break' | 'stay'): FakeStream {
  let closed = false;
  let wake: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return {
    isClosed: () => closed,
    close: () => {
      closed = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      yield* items;
      if (end === 'stay') {
        await over;
      }
      if (end === 'break') {
        throw new Error('14 UNAVAILABLE');
      }
    },
  };
}

describe('followStream', () => {
  function follow(streams: readonly (FakeStream | Error)[]) {
    const stopping = new AbortController();
    const delays: number[] = [];
    const items: number[] = [];
    let now = 0;
    const clock: Clock = {
      now: () => now,
      delay: (milliseconds) => {
        delays.push(milliseconds);
        now += milliseconds;
        return Promise.resolve();
      },
    };
    const { logger, lines } = recordingLogger();
    const conditions = new Conditions({ logger, now: clock.now });
    const remaining = [...streams];
    const done = followStream<number>({
      condition: 'blocks',
      open: () => {
        const next = remaining.shift();
        if (next === undefined) {
          stopping.abort();
        }
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next ?? stream([], 'stay'));
      },
      onItem: (item) => {
        items.push(item);
      },
      conditions,
      clock,
      signal: stopping.signal,
    });
    return { done, items, delays, lines, conditions, stopping };
  }

  it('opens a stream again that ended or broke, and one that could not be opened', async () => {
    const streams = [stream([1, 2], 'end'), new Error('refused'), stream([3], 'break'), stream([4], 'end')];
    const { done, items } = follow(streams);
    await done;
    expect(items).to.deep.equal([1, 2, 3, 4]);
  });

  it('waits longer each time, to a limit', async () => {
    const { done, delays } = follow(Array.from({ length: 8 }, () => new Error('refused')));
    await done;
    expect(delays).to.deep.equal([200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
  });

  it('says once why it does not get a stream', async () => {
    const { done, lines, conditions } = follow([new Error('refused'), new Error('refused'), new Error('refused')]);
    await done;
    expect(lines.map(({ msg }) => msg)).to.deep.equal(['blocks is not ready: refused']);
    expect(conditions.isReady('blocks')).to.equal(false);
  });

  it('ends when the signal is given, and closes the stream', async () => {
    const open = stream([1], 'stay');
    const { done, stopping, items, conditions } = follow([open]);
    while (items.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(conditions.isReady('blocks')).to.equal(true);
    stopping.abort();
    await done;
    expect(open.isClosed()).to.equal(true);
  });
});
