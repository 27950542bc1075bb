// SPDX-License-Identifier: Apache-2.0

import { CliError } from './cli-error.js';
import { exitCodes } from './exit-codes.js';

/** The command line asks for something that does not go together. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(message, { exitCode: exitCodes.usage });
  }
}
