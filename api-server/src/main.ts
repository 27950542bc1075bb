#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

import process from 'node:process';
import { setFlagsFromString } from 'node:v8';

// This server waits for peers most of the time: a heap that is kept small (about half the resident memory under load)
// is worth more than the time that collecting it takes. It must be set before the rest is loaded.
setFlagsFromString('--optimize-for-size');
setFlagsFromString('--max-semi-space-size=2');
setFlagsFromString('--semi-space-growth-factor=1');

try {
  const { newCli } = await import('./cli.js');
  await newCli().parseAsync();
} catch (error) {
  process.stderr.write(`opssc-api: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
