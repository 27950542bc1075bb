// SPDX-License-Identifier: Apache-2.0

import { expect } from 'chai';
import { Redis } from 'ioredis';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Conditions } from '../../src/health/conditions.js';
import { BullmqQueue } from '../../src/queue/bullmq-queue.js';
import type { WorkHandler } from '../../src/queue/work-queue.js';
import { encodeTarget, type Target } from '../../src/target.js';
import { deferred } from '../support/deferred.js';
import { recordingLogger } from '../support/recording-logger.js';
import { RedisServer } from '../support/redis-server.js';
import { until } from '../support/until.js';

const sample: Target = { kind: 'deploy', channelID: 'mychannel', chaincodeName: 'sample' };
const other: Target = { kind: 'attest', channelID: 'mychannel' };

describe('BullmqQueue', function () {
  this.timeout(20_000);
  let redis: RedisServer;
  const opened: BullmqQueue[] = [];
  let names = 0;

  before(async () => {
    redis = await RedisServer.create();
    await redis.start();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.stop()));
    await redis.stop();
    await redis.start();
  });

  after(async () => {
    await redis.remove();
  });

  function open(name: string) {
    const { logger, lines } = recordingLogger();
    const conditions = new Conditions({ logger, now: () => Date.now() });
    const queue = new BullmqQueue({
      redis: { url: redis.url },
      name,
      prefix: 'test',
      concurrency: 4,
      conditions,
      logger,
    });
    opened.push(queue);
    return { queue, conditions, lines };
  }

  function uniqueName(): string {
    names += 1;
    return `queue-${names}`;
  }

  const noReconnect = () => undefined;

  it('works on a target that is enqueued', async () => {
    const { queue } = open(uniqueName());
    const seen: string[] = [];
    queue.start((target) => {
      seen.push(encodeTarget(target));
      return Promise.resolve();
    }, noReconnect);
    queue.enqueue(sample);
    queue.enqueue(other);
    await until(() => seen.length === 2);
    expect(seen).to.have.members(['deploy|mychannel|sample', 'attest|mychannel']);
  });

  it('works once more on a target that is enqueued while it is worked on', async () => {
    const { queue } = open(uniqueName());
    let runs = 0;
    const first = deferred();
    queue.start(async () => {
      runs += 1;
      if (runs === 1) {
        await first.promise;
      }
    }, noReconnect);
    queue.enqueue(sample);
    await until(() => runs === 1);
    queue.enqueue(sample);
    queue.enqueue(sample);
    first.resolve();
    await until(() => queue.depth === 0);
    expect(runs).to.equal(2);
  });

  it('loses no wake-up, however enqueuing and working overlap', async () => {
    const { queue } = open(uniqueName());
    let state = 0;
    let seen = -1;
    queue.start(async () => {
      const looked = state;
      await new Promise((resolve) => setImmediate(resolve));
      seen = looked;
    }, noReconnect);
    for (let round = 0; round < 300; round += 1) {
      state = round;
      queue.enqueue(sample);
      if (round % 3 === 0) {
        await new Promise((resolve) => setTimeout(resolve, round % 4));
      }
    }
    await until(() => seen === state);
    expect(seen).to.equal(299);
  });

  it('lets one of two agents work on a target at a time, and another run follow', async () => {
    const name = uniqueName();
    const agents = [open(name), open(name)];
    let running = 0;
    let most = 0;
    let runs = 0;
    const handler: WorkHandler = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 30));
      running -= 1;
      runs += 1;
    };
    for (const { queue } of agents) {
      queue.start(handler, noReconnect);
    }
    agents[0]?.queue.enqueue(sample);
    await until(() => running === 1);
    for (const { queue } of agents) {
      queue.enqueue(sample);
    }
    await until(() => runs >= 2 && running === 0);
    expect(most).to.equal(1);
  });

  it('enqueues after a time, the earliest of several', async () => {
    const { queue } = open(uniqueName());
    let runs = 0;
    queue.start(() => {
      runs += 1;
      return Promise.resolve();
    }, noReconnect);
    queue.enqueueAfter(sample, 3_600_000);
    queue.enqueueAfter(sample, 10);
    await until(() => runs === 1);
    expect(runs).to.equal(1);
  });

  it('says once that Redis is away, goes on when it is back, and asks to look at everything', async () => {
    const { queue, conditions, lines } = open(uniqueName());
    const seen: string[] = [];
    let reconnects = 0;
    queue.start(
      (target) => {
        seen.push(target.kind);
        return Promise.resolve();
      },
      () => {
        reconnects += 1;
      },
    );
    await until(() => conditions.ready);
    await redis.stop();
    await until(() => !conditions.ready);
    queue.enqueue(sample);
    await redis.start();
    await until(() => seen.length > 0 && reconnects > 0);
    expect(seen).to.deep.equal(['deploy']);
    expect(lines.filter(({ level }) => Number(level) >= 40)).to.have.length(1);
  });

  it('starts while Redis is away', async () => {
    await redis.stop();
    const { queue, conditions } = open(uniqueName());
    let runs = 0;
    queue.start(() => {
      runs += 1;
      return Promise.resolve();
    }, noReconnect);
    queue.enqueue(sample);
    await until(() => conditions.list().some(({ reason }) => reason?.includes('ECONNREFUSED') === true));
    await redis.start();
    await until(() => runs === 1);
    expect(conditions.ready).to.equal(true);
  });

  it('goes on after Redis was emptied, also in the middle of work', async () => {
    const { queue } = open(uniqueName());
    let runs = 0;
    const middle = deferred();
    queue.start(async () => {
      runs += 1;
      if (runs === 1) {
        await middle.promise;
      }
    }, noReconnect);
    queue.enqueue(sample);
    await until(() => runs === 1);
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    middle.resolve();
    await until(() => queue.depth === 0);
    queue.enqueue(sample);
    await until(() => runs === 2);
  });

  it('takes over what an agent was working on when it died', async () => {
    const name = uniqueName();
    const script = fileURLToPath(new URL('../support/stuck-worker.js', import.meta.url));
    const dying = spawn(process.execPath, [script, redis.url, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(dying.stdout, 'data');
    dying.kill('SIGKILL');
    await once(dying, 'exit');
    const { queue: next } = open(name);
    let taken = false;
    next.start(() => {
      taken = true;
      return Promise.resolve();
    }, noReconnect);
    next.enqueue(sample);
    await until(() => taken);
  });

  it('stops without Redis', async () => {
    const { queue, conditions } = open(uniqueName());
    queue.start(() => Promise.resolve(), noReconnect);
    await until(() => conditions.ready);
    await redis.stop();
    await until(() => !conditions.ready);
    await queue.stop();
    await redis.start();
  });
});
