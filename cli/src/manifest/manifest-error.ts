// SPDX-License-Identifier: Apache-2.0

import { CliError } from '../cli-error.js';

/** A manifest is wrong; each line of the message names file, line, field and mistake. */
export class ManifestError extends CliError {
  override readonly name = 'ManifestError';

  constructor(problems: readonly string[], cause?: unknown) {
    super(problems.join('\n'), { cause });
  }
}
