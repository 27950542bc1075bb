// SPDX-License-Identifier: Apache-2.0

import { loadAgentConfig, newAgent } from '@opssc/agent';
import { readFileSync } from 'node:fs';
import { pino } from 'pino';

/**
 * The agent, killed like a machine that loses power right after the n-th of its side effects of one name, counted from when
 * the file of `KILL_ORDER` began to ask for it: `approve:1`. It lives while the file is empty. See `KillSwitch`.
 */
const orderFile = process.env['KILL_ORDER'] ?? '';
const config = await loadAgentConfig(process.argv.at(-1) ?? '');
let order = '';
let seen = 0;

const agent = newAgent({
  config,
  logger: pino({ name: 'opssc-agent', level: config.agent.logLevel }),
  onSideEffect: async (name) => {
    const now = readFileSync(orderFile, 'utf8');
    seen = now === order ? seen : 0;
    order = now;
    const [effect, count] = order.split(':');
    seen += name === effect ? 1 : 0;
    if (name === effect && seen === Number(count)) {
      process.kill(process.pid, 'SIGKILL');
      // The signal is on its way; nothing after this effect may run.
      await new Promise<never>(() => undefined);
    }
  },
});
process.once('SIGTERM', () => {
  void agent.stop().then(() => process.exit(0));
});
await agent.start();
