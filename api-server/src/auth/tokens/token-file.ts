// SPDX-License-Identifier: Apache-2.0

import { readFile, stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { ServiceToken } from './service-token.js';
import { tokenFileSchema } from './token-file-schema.js';

/**
 * The service tokens of a file, which is looked at each time they are asked for and read again when it is another. Of a
 * file that is missing or cannot be understood no token counts: the log says so, and nothing that was valid before lives on.
 */
export class TokenFile {
  readonly #path: string;
  readonly #logger: Pick<Logger, 'info' | 'error'>;
  /** What the file looked like when it was read. */
  #version: string | undefined;
  #tokens: Promise<readonly ServiceToken[]> = Promise.resolve([]);

  constructor(path: string, logger: Pick<Logger, 'info' | 'error'>) {
    this.#path = path;
    this.#logger = logger;
  }

  async tokens(): Promise<readonly ServiceToken[]> {
    const version = await this.#look();
    if (version !== this.#version) {
      this.#version = version;
      this.#tokens = this.#read();
    }
    return this.#tokens;
  }

  async #look(): Promise<string> {
    try {
      const { ino, size, mtimeNs, ctimeNs } = await stat(this.#path, { bigint: true });
      return [ino, size, mtimeNs, ctimeNs].join();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #read(): Promise<readonly ServiceToken[]> {
    try {
      const { tokens } = tokenFileSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
      this.#logger.info(`${String(tokens.length)} service tokens are in ${this.#path}`);
      return tokens;
    } catch (error) {
      this.#logger.error(`no service token of ${this.#path} counts: ${reason(error)}`);
      return [];
    }
  }
}

/** Where the file is wrong, never what is in it. */
function reason(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
  }
  return error instanceof SyntaxError ? 'it is not JSON' : error instanceof Error ? error.message : String(error);
}
