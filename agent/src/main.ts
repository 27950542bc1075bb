#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

import './small-heap.js';
import { ConfigError } from '@opssc/fabric-admin';
import { Command } from 'commander';
import { pino } from 'pino';
import { newAgent } from './agent.js';
import { loadAgentConfig } from './config/agent-config.js';

const command = new Command('opssc-agent')
  .description("Carries out on an organization's nodes what the organizations have decided.")
  .requiredOption('--config <file>', "the organization's configuration (YAML)")
  .action(async ({ config: file }: { config: string }) => {
    const config = await loadAgentConfig(file);
    const logger = pino({ name: 'opssc-agent', level: config.agent.logLevel });
    const agent = newAgent({ config, logger });
    let stopping = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (stopping) {
        // Asked twice: whoever asks does not want to wait for what is running.
        process.exit(130);
      }
      stopping = true;
      logger.info(`stopping on ${signal}`);
      void agent.stop().then(() => {
        logger.info('stopped');
        process.exit(0);
      });
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    await agent.start();
  });

try {
  await command.parseAsync();
} catch (error) {
  process.stderr.write(`opssc-agent: ${describe(error)}\n`);
  process.exit(1);
}

/** What a person can act on needs no stack. */
function describe(error: unknown): string {
  if (error instanceof ConfigError || (error instanceof Error && 'syscall' in error)) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
