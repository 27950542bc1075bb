// SPDX-License-Identifier: Apache-2.0

import { Command } from 'commander';
import process from 'node:process';
import { pino } from 'pino';
import { newToken } from './auth/new-token.js';
import { loadApiConfig } from './config/api-config.js';
import { newApiServer } from './server/new-api-server.js';

/** The `opssc-api` command. */
export function newCli(): Command {
  const command = new Command('opssc-api').description('The REST API of one organization.');
  command
    .command('serve', { isDefault: true })
    .description('Serves the API until it is told to stop.')
    .requiredOption('--config <file>', "the organization's configuration file (YAML)")
    .action(async ({ config }: { readonly config: string }) => {
      await serve(config);
    });
  command
    .command('new-token')
    .description('Prints a fresh bearer token, and its SHA-256 for `api.tokens` of the configuration.')
    .action(() => {
      const { token, sha256 } = newToken();
      process.stdout.write(`token:  ${token}\nsha256: ${sha256}\n`);
    });
  return command;
}

async function serve(file: string): Promise<void> {
  const config = await loadApiConfig(file);
  const logger = pino({ level: config.api.logLevel, base: { service: 'api', organization: config.organization.name } });
  const server = newApiServer({ config, logger });
  const stop = stopSignal();
  await server.start();
  logger.info(`stopping on ${await stop}`);
  await server.stop();
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, resolve);
    }
  });
}
