#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0

import { NetworkError } from '../network-error.js';
import { newProgram } from './program.js';

try {
  await newProgram().parseAsync();
} catch (error) {
  process.stderr.write(`error: ${error instanceof NetworkError ? error.message : describe(error)}\n`);
  process.exitCode = 1;
}

/** Not one of the errors that are meant for a person: with its trace. */
function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
