#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

import process from 'node:process';
import { nodeContext } from './node-context.js';
import { runCli } from './run-cli.js';

// Whoever reads may stop reading: `opssc chaincode list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit(0);
});

process.exitCode = await runCli(process.argv.slice(2), nodeContext());
