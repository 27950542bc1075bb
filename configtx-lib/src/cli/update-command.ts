// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import type { Command } from 'commander';
import { ConfigTxError } from '../config-tx-error.js';
import type { CommandIO } from './command-io.js';
import { configFromFile } from './config-from-file.js';
import { type UpdateFile, updateFromFile } from './update-from-file.js';

interface Flags {
  readonly update: string;
  readonly current: string;
  readonly json?: true;
  readonly output: string;
}

/** What the command has been given. */
export interface UpdateInput<F> extends UpdateFile {
  readonly channelID: string;
  readonly current: common.Config;
  readonly flags: F;
}

export interface UpdateCommandOptions<T, F> {
  readonly name: string;
  readonly description: string;
  readonly analyse: (input: UpdateInput<F>) => T;
  /** What people read; with `--json` the analysis itself is written. */
  readonly textOf: (result: T) => string;
}

/** A command that says something about an update of a channel's current configuration. */
export function addUpdateCommand<T, F extends object = object>(
  program: Command,
  io: CommandIO,
  { name, description, analyse, textOf }: UpdateCommandOptions<T, F>,
): Command {
  return program
    .command(name)
    .description(description)
    .requiredOption('--update <file>', 'a marshaled common.ConfigUpdate, in its envelope or transaction or without')
    .requiredOption('--current <file>', 'the configuration block that it changes, or a marshaled common.Config')
    .option('--json', 'as JSON')
    .option('--output <file>', 'where the answer goes', '/dev/stdout')
    .action(async (flags: Flags & F) => {
      const updateFile = updateFromFile(await io.read(flags.update));
      const { channelID, config } = configFromFile(await io.read(flags.current));
      const updated = updateFile.update.getChannelId();
      if (channelID !== undefined && channelID !== updated) {
        throw new ConfigTxError(
          'INVALID_BLOCK',
          `the block is of channel ${channelID}, the update of channel ${updated}`,
        );
      }
      const result = analyse({ ...updateFile, channelID: updated, current: config, flags });
      await io.write(flags.output, flags.json ? `${JSON.stringify(result, undefined, 2)}\n` : textOf(result));
    });
}
