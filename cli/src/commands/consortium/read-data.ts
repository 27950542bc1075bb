// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { CliError } from '../../cli-error.js';
import type { CliContext } from '../../cli-context.js';

/**
 * The one value in a YAML or JSON file; `-` is the standard input. What it has to be is the server's to say.
 *
 * @throws CliError
 */
export async function readData(file: string, { stdin }: Pick<CliContext, 'stdin'>): Promise<unknown> {
  try {
    return parse(await (file === '-' ? stdin.read() : readFile(file, 'utf8'))) as unknown;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    throw new CliError(`${file} cannot be used: ${reason}`, { cause: error });
  }
}
