// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import type { CliContext } from '../cli-context.js';
import { CliError } from '../cli-error.js';
import type { ManifestDocument } from './manifest-document.js';
import { parseManifest } from './parse-manifest.js';

export interface LoadManifestOptions {
  /** `-` is the standard input. */
  readonly file: string;
  readonly assignments: readonly string[];
  readonly context: Pick<CliContext, 'stdin'>;
}

/**
 * Reads a manifest.
 *
 * @throws ManifestError with every mistake in it; CliError when the file cannot be read
 */
export async function loadManifest(options: LoadManifestOptions): Promise<readonly ManifestDocument[]> {
  const { file, assignments, context } = options;
  const name = file === '-' ? 'standard input' : file;
  return parseManifest({ text: await read(file, context), name, assignments });
}

async function read(file: string, { stdin }: Pick<CliContext, 'stdin'>): Promise<string> {
  if (file === '-') {
    return stdin.read();
  }
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CliError(`${file} cannot be read: ${code}`, { cause: error });
  }
}
