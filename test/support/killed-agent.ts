// SPDX-License-Identifier: Apache-2.0

import { loadAgentConfig, newAgent } from '@opssc/agent';
import { pino } from 'pino';

/**
 * The agent, killed like a machine that loses power right after the n-th of its side effects of one name:
 * `KILL_AFTER=approve:1 node killed-agent.js --config FILE`.
 */
const [effect = '', count = '1'] = (process.env['KILL_AFTER'] ?? '').split(':');
const config = await loadAgentConfig(process.argv.at(-1) ?? '');
let seen = 0;

const agent = newAgent({
  config,
  logger: pino({ name: 'opssc-agent', level: config.agent.logLevel }),
  onSideEffect: async (name) => {
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
