// SPDX-License-Identifier: Apache-2.0

import { type ExitCode, exitCodes } from './exit-codes.js';

/** What the command ends with, said in one line to the person who called it. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  readonly exitCode: ExitCode;

  constructor(message: string, options: { readonly exitCode?: ExitCode; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode ?? exitCodes.error;
  }
}
