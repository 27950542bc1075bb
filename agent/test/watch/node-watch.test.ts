// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { NodeWatch } from '../../src/watch/node-watch.js';
import { recordingLogger } from '../support/recording-logger.js';

describe('NodeWatch', () => {
  it('looks after each interval, whatever became of the look before, until it is stopped', async () => {
    const waits: number[] = [];
    let looks = 0;
    const watch: NodeWatch = new NodeWatch({
      observe: () => {
        looks += 1;
        return looks === 1 ? Promise.reject(new Error('no')) : Promise.resolve();
      },
      clock: {
        now: () => 0,
        delay: (milliseconds, signal) => {
          waits.push(milliseconds);
          return waits.length < 4
            ? Promise.resolve()
            : new Promise((resolve) => {
                signal?.addEventListener('abort', () => {
                  resolve();
                });
                queueMicrotask(() => void watch.stop());
              });
        },
      },
      intervalMilliseconds: 600_000,
      logger: recordingLogger().logger,
    });

    watch.start();
    await new Promise((resolve) => setImmediate(resolve));
    await watch.stop();

    expect(waits).to.deep.equal([600_000, 600_000, 600_000, 600_000]);
    expect(looks).to.equal(3);
  });
});
