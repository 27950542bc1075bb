#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

import { CommanderError } from 'commander';
import { nodeIO } from './command-io.js';
import { doubleDashed } from './double-dashed.js';
import { newProgram } from './program.js';

try {
  await newProgram(nodeIO()).parseAsync(doubleDashed(process.argv.slice(2)), { from: 'user' });
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof CommanderError)) {
    const message = error instanceof Error ? error.message : String(error);
    // One line, whatever the message quotes.
    process.stderr.write(`opssc-configtx: error: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
  } else if (error.exitCode === 0) {
    // Help or the version was asked for, and is printed.
    process.exitCode = 0;
  }
}
