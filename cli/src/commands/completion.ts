// SPDX-License-Identifier: Apache-2.0

import { Argument, type Command } from 'commander';
import type { AddCommands } from '../command-scope.js';
import { completionsFor } from '../completion/completions-for.js';
import { completionScripts } from '../completion/completion-scripts.js';
import { examples } from '../examples.js';

/** `completion`: a script that makes the shell complete command lines; it asks the hidden `complete`. */
export const addCompletion: AddCommands = (program, { context }) => {
  const shells = Object.keys(completionScripts);
  const completion = program
    .command('completion')
    .description('Print a script that completes commands and options in your shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: keyof typeof completionScripts) => {
      context.stdout.write(completionScripts[shell]);
    });
  examples(completion, [
    'opssc completion bash > ~/.local/share/bash-completion/completions/opssc',
    'opssc completion zsh > "${fpath[1]}/_opssc"',
    'opssc completion fish > ~/.config/fish/completions/opssc.fish',
  ]);
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .helpOption(false)
    .action((_words: unknown, _flags: unknown, command: Command) => {
      const words = completionsFor(program, command.args);
      context.stdout.write(words.map((word) => `${word}\n`).join(''));
    });
};
