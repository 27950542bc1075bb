// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';

/** Adds lines that can be copied to a command's help. */
export function examples(command: Command, lines: readonly string[]): void {
  command.addHelpText('after', ['', 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n'));
}
