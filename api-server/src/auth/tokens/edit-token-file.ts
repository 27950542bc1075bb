// SPDX-License-Identifier: Apache-2.0

import { randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import type { ServiceToken } from './service-token.js';
import { tokenFileSchema } from './token-file-schema.js';

type Tokens = readonly ServiceToken[];

/**
 * Changes a file of service tokens in one step: whoever reads it meanwhile sees all of the old or all of the new. A file
 * that is not there yet is made, for its owner alone.
 *
 * @returns what was in it before
 * @throws ZodError when the file, or what it would become, is no list of tokens
 */
export async function editTokenFile(file: string, edit: (tokens: Tokens) => Tokens): Promise<Tokens> {
  const { tokens } = await read(file);
  const edited = tokenFileSchema.parse({ tokens: edit(tokens) });
  const temporary = `${file}.${randomUUID()}`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(edited, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  return tokens;
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
