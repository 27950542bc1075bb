#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

import { ConfigError } from '@opssc/fabric-admin';
import { Command } from 'commander';
import { once } from 'node:events';
import process from 'node:process';
import { pino } from 'pino';
import { newToken } from './auth/new-token.js';
import { loadApiConfig } from './config/api-config.js';
import { newApiServer } from './server/new-api-server.js';

const command = new Command('opssc-api')
  .description('The REST API of one organization.')
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

async function serve(file: string): Promise<void> {
  const config = await loadApiConfig(file);
  const logger = pino({ level: config.api.logLevel, base: { service: 'api', organization: config.organization.name } });
  const server = newApiServer({ config, logger });
  await server.start();
  const stop = new AbortController();
  const [signal] = (await Promise.race(
    (['SIGINT', 'SIGTERM'] as const).map((name) => once(process, name, { signal: stop.signal })),
  )) as readonly string[];
  stop.abort();
  logger.info(`stopping on ${String(signal)}`);
  await server.stop();
}

try {
  await command.parseAsync();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof ConfigError ? `${message}\n` : `opssc-api: ${message}\n`);
  process.exitCode = 1;
}
