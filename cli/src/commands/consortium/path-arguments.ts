// SPDX-License-Identifier: Apache-2.0

import { Command } from 'commander';
import type { PathValues } from '../../consortium/path-of.js';

/** Adds an argument for each name. */
export function addArguments(command: Command, names: readonly string[]): Command {
  for (const name of names) {
    command.argument(`<${name}>`);
  }
  return command;
}

/** What commander gives to an action, by the names of the arguments. */
export function valuesOf(
  given: readonly unknown[],
  names: readonly string[],
): { readonly command: Command; readonly values: PathValues } {
  const command = given.at(-1);
  if (!(command instanceof Command)) {
    throw new TypeError('an action is given its command last');
  }
  return { command, values: Object.fromEntries(names.map((name, index) => [name, command.args[index] ?? ''])) };
}
