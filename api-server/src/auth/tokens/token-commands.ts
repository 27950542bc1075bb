// SPDX-License-Identifier: Apache-2.0

import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Role, roles } from '../role.js';
import { editTokenFile } from './edit-token-file.js';
import { newToken } from './new-token.js';
import { parseDuration } from './parse-duration.js';

export interface TokenCommandsOptions {
  readonly now: () => Date;
  readonly print: (line: string) => void;
}

interface NewTokenOptions {
  readonly name?: string;
  readonly role?: readonly Role[];
  readonly expires?: number;
  readonly tokens?: string;
}

/** The commands that make service tokens and take them back. */
export function addTokenCommands(command: Command, { now, print }: TokenCommandsOptions): void {
  command
    .command('new-token')
    .description(
      'Makes a service token and prints it: it is kept nowhere. With --tokens its hash goes into that file, which a ' +
        'running server reads at once; without, the hash is printed for `api.tokens` of the configuration.',
    )
    .option('--name <name>', 'who holds it; its subject on the ledger')
    .addOption(new Option('--role <role...>', 'what it is good for').choices(roles))
    .option('--expires <time>', 'how long it is good: 90m, 12h, 30d', duration)
    .option('--tokens <file>', "the server's `api.tokenFile`")
    .action(async ({ name, role, expires, tokens }: NewTokenOptions, self: Command) => {
      const { token, sha256 } = newToken();
      const terms = {
        ...(role !== undefined && { roles: [...role] }),
        ...(expires !== undefined && { expires: new Date(now().getTime() + expires).toISOString() }),
      };
      if (tokens === undefined) {
        const entry = { ...(name !== undefined && { name }), sha256, ...terms };
        print(`token:  ${token}`);
        print(`sha256: ${sha256}`);
        if (Object.keys(entry).length > 1) {
          print(`entry:  ${JSON.stringify(entry)}`);
        }
        return;
      }
      if (name === undefined || role === undefined || expires === undefined) {
        self.error('error: --tokens needs --name, --role and --expires');
      }
      await editTokenFile(tokens, (known) => [...known, { name, sha256, roles: role, ...terms }]);
      print(token);
    });
  command
    .command('revoke-token')
    .description('Takes a service token back: a running server lets it in no more, from the next request on.')
    .requiredOption('--name <name>', 'who holds it')
    .requiredOption('--tokens <file>', "the server's `api.tokenFile`")
    .action(async ({ name, tokens }: { readonly name: string; readonly tokens: string }, self: Command) => {
      const before = await editTokenFile(tokens, (known) => known.filter((token) => token.name !== name));
      if (!before.some((token) => token.name === name)) {
        self.error(`error: ${tokens} has no token of ${name}`);
      }
      print(`${name} is revoked`);
    });
}

function duration(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
