// SPDX-License-Identifier: Apache-2.0

import { runAgent } from '@opssc/agent';
import process from 'node:process';

/**
 * The agent, killed like a machine that loses power right after the n-th of its side effects of one name:
 * `KILL_AFTER=approve:1`.
 */
const [effect = '', count = '1'] = (process.env['KILL_AFTER'] ?? '').split(':');
let seen = 0;

await runAgent({
  argv: process.argv,
  onSideEffect: (name) => {
    seen += name === effect ? 1 : 0;
    if (name === effect && seen === Number(count)) {
      process.kill(process.pid, 'SIGKILL');
      // The signal is on its way; nothing after this effect may run.
      return new Promise<never>(() => undefined);
    }
    return Promise.resolve();
  },
});
