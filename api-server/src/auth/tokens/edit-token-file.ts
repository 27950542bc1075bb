// SPDX-License-Identifier: Apache-2.0

import { open, readFile, rename, rm } from 'node:fs/promises';
import type { z } from 'zod';
import type { ServiceToken } from './service-token.js';
import { tokenFileSchema } from './token-file-schema.js';

type Tokens = readonly ServiceToken[];

/**
 * Changes a file of service tokens in one step: whoever reads it meanwhile sees all of the old or all of the new, and of two
 * who change it at the same time one is refused. A file that is not there yet is made, for its owner alone.
 *
 * @returns what was in it before
 * @throws ZodError when the file, or what it would become, is no list of tokens; the system's error when it can't be written
 */
export async function editTokenFile(file: string, edit: (tokens: Tokens) => Tokens): Promise<Tokens> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    const { tokens } = await read(file);
    const edited = tokenFileSchema.parse({ tokens: edit(tokens) });
    await handle.writeFile(`${JSON.stringify(edited, undefined, 2)}\n`);
    await handle.sync();
    await rename(temporary, file);
    return tokens;
  } catch (error) {
    await rm(temporary);
    throw error;
  } finally {
    await handle.close();
  }
}

async function read(file: string): Promise<z.output<typeof tokenFileSchema>> {
  try {
    return tokenFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { tokens: [] };
    }
    throw error;
  }
}
