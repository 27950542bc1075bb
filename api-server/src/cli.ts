// SPDX-License-Identifier: Apache-2.0

import { Command } from 'commander';
import process from 'node:process';
import { pino } from 'pino';
import { addTokenCommands } from './auth/tokens/token-commands.js';
import { verifyAudit } from './audit/verify-audit.js';
import { rolesTable } from './auth/roles-table.js';
import { loadApiConfig } from './config/api-config.js';
import { routes } from './routes/routes.js';
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
  addTokenCommands(command, { now: () => new Date(), print: (line) => process.stdout.write(`${line}\n`) });
  command
    .command('verify-audit <file>')
    .description('Checks that no line of an audit log is missing or changed; exit code 1 when one is.')
    .action(async (file: string) => {
      const { lines, head, faults } = await verifyAudit(file);
      for (const { line, fault } of faults) {
        process.stdout.write(`line ${String(line)} ${fault}\n`);
      }
      process.stdout.write(`${String(lines)} lines, head ${head}\n`);
      process.exitCode = faults.length > 0 ? 1 : 0;
    });
  command
    .command('roles')
    .description('Prints which role may use which route, as Markdown.')
    .action(() => {
      process.stdout.write(rolesTable(routes));
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
