// SPDX-License-Identifier: Apache-2.0

import { Conditions } from '../../src/health/conditions.js';
import { BullmqQueue } from '../../src/queue/bullmq-queue.js';
import { recordingLogger } from './recording-logger.js';

/** A process that takes one job and never ends it, to be killed: `node stuck-worker.js URL NAME`. */
const [url = '', name = ''] = process.argv.slice(2);
const { logger } = recordingLogger();
const conditions = new Conditions({ logger, now: () => Date.now() });
const queue = new BullmqQueue({ redis: { url }, name, prefix: 'test', concurrency: 4, conditions, logger });
queue.start(
  () => {
    process.stdout.write('working\n');
    return new Promise(() => undefined);
  },
  () => undefined,
);
queue.enqueue({ kind: 'deploy', channelID: 'mychannel', chaincodeName: 'sample' });
