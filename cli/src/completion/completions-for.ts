// SPDX-License-Identifier: Apache-2.0

import type { Command, Option } from 'commander';

/**
 * What can stand in place of the last word of a command line: commands, options, and the values that an option or
 * argument chooses from. Nothing where a file or an ID belongs.
 *
 * @param words those after the program's name; the last one is being written and may be empty
 */
export function completionsFor(program: Command, words: readonly string[]): readonly string[] {
  const begun = words.at(-1) ?? '';
  let command = program;
  let position = 0;
  let pending: Option | undefined;
  for (const word of words.slice(0, -1)) {
    if (pending !== undefined) {
      pending = undefined;
    } else if (word.startsWith('-')) {
      const option = optionsOf(command).find((candidate) => [candidate.long, candidate.short].includes(word));
      pending = option?.required === true ? option : undefined;
    } else {
      const next = visible(command).find((candidate) => candidate.name() === word);
      position = next === undefined ? position + 1 : 0;
      command = next ?? command;
    }
  }
  return candidates({ command, position, pending, begun }).filter((candidate) => candidate.startsWith(begun));
}

interface Place {
  readonly command: Command;
  /** Arguments before it. */
  readonly position: number;
  /** The option whose value it is. */
  readonly pending: Option | undefined;
  readonly begun: string;
}

function candidates({ command, position, pending, begun }: Place): readonly string[] {
  if (pending !== undefined) {
    return pending.argChoices ?? [];
  }
  if (begun.startsWith('-')) {
    return [...optionsOf(command).flatMap(({ long }) => long ?? []), '--help'];
  }
  return [...visible(command).map((each) => each.name()), ...(command.registeredArguments[position]?.argChoices ?? [])];
}

/** Its own, and those of the commands that it is below. */
function optionsOf(command: Command): readonly Option[] {
  return [...command.options, ...(command.parent === null ? [] : optionsOf(command.parent))];
}

/** Without the hidden ones. */
function visible(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}
