// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import type { ApiClient } from './api/api-client.js';
import type { CliContext } from './cli-context.js';
import type { Profiles } from './config/profiles-schema.js';
import type { ExitCode } from './exit-codes.js';
import type { Colours } from './output/colours-for.js';
import type { OutputFormat } from './output/output-format.js';

/** What every command is given. */
export interface CommandScope {
  readonly context: CliContext;
  /** Where the profiles are. */
  readonly profilesFile: string;
  readProfiles(): Promise<Profiles>;
  /** The API of the organization that flags, environment and profile name, for as long as `use` takes. */
  withClient<T>(command: Command, use: (client: ApiClient) => Promise<T>): Promise<T>;
  /** As `--output` says. */
  format(command: Command): OutputFormat;
  /** Prints the result of a command. */
  print(command: Command, value: unknown, text: (colours: Colours) => string): void;
  /** What the process ends with, where that is not 0. */
  finish(code: ExitCode): void;
}

/** Adds one group of commands to the program. Each is in a file of its name in `commands/`. */
export type AddCommands = (program: Command, scope: CommandScope) => void;
