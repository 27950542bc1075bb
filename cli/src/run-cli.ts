// SPDX-License-Identifier: Apache-2.0

import { CommanderError } from 'commander';
import type { CliContext } from './cli-context.js';
import { CliError } from './cli-error.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { newCommandScope } from './new-command-scope.js';
import { printable } from './output/printable.js';
import { newProgram } from './program.js';

/**
 * Runs one command line. What goes wrong is said on the standard error.
 *
 * @param args without the name of the program
 * @returns what the process is to end with
 */
export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const scope = newCommandScope(context, (finished) => {
    code = finished;
  });
  try {
    await newProgram(scope).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      // It has said what is wrong already, or printed the help that was asked for.
      return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    }
    const message = error instanceof Error ? error.message : String(error);
    for (const line of message.split('\n')) {
      context.stderr.write(`opssc: ${printable(line)}\n`);
    }
    return error instanceof CliError ? error.exitCode : exitCodes.error;
  }
}
