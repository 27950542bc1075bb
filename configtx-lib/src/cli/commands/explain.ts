// SPDX-License-Identifier: Apache-2.0

import type { Command } from 'commander';
import { explainUpdate } from '../../analysis/explain-update.js';
import type { CommandIO } from '../command-io.js';
import { addUpdateCommand } from '../update-command.js';

/** `explain`: what an update changes, in words. */
export function addExplain(program: Command, io: CommandIO): void {
  addUpdateCommand(program, io, {
    name: 'explain',
    description: 'Says what an update changes, element by element',
    analyse: explainUpdate,
    textOf: ({ text }) => text,
  });
}
