#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

import process from 'node:process';
import { packageCommand } from './package-command.js';

try {
  process.stdout.write(`${await packageCommand(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`opssc-package: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
