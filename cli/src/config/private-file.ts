// SPDX-License-Identifier: Apache-2.0

import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError } from '../cli-error.js';

/**
 * The text of a file with tokens; undefined when there is none.
 *
 * @throws CliError for a file that others may read, or that cannot be read
 */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    await requirePrivate(file);
    return text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error instanceof CliError
      ? error
      : new CliError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** Replaces a file as a whole, readable for its owner only: whoever reads it finds the old text or the new one. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}.new`;
  try {
    const handle = await open(next, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(next, 0o600);
    await rename(next, file);
  } catch (error) {
    await rm(next, { force: true });
    throw new CliError(`${file} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

async function requirePrivate(file: string): Promise<void> {
  const { mode } = await stat(file);
  // Windows has no such bits.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new CliError(`${file} holds tokens and others may read it: chmod 600 it`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
