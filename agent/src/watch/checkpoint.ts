// SPDX-License-Identifier: Apache-2.0

import { open, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const contentSchema = z.object({ blockNumber: z.string().regex(/^(0|[1-9]\d{0,19})$/) });

/**
 * The last block of the ops-channel whose transactions were handed on, in a file that survives a crash at any instant: the
 * old number or the new one, never half of one.
 */
export class Checkpoint {
  readonly #file: string;
  #blockNumber: bigint | undefined;
  #writing: Promise<void> | undefined;
  #next: bigint | undefined;

  private constructor(file: string, blockNumber: bigint | undefined) {
    this.#file = file;
    this.#blockNumber = blockNumber;
  }

  /** A missing or unreadable file is no checkpoint: the caller then looks at everything again. */
  static async open(file: string): Promise<Checkpoint> {
    await mkdir(dirname(file), { recursive: true });
    return new Checkpoint(file, await readBlockNumber(file));
  }

  get blockNumber(): bigint | undefined {
    return this.#blockNumber;
  }

  /** Resolves when this number, or a later one, is on disk. Those that come during a write are merged into one. */
  async save(blockNumber: bigint): Promise<void> {
    this.#blockNumber = blockNumber;
    this.#next = blockNumber;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#next !== undefined) {
      const blockNumber = this.#next;
      this.#next = undefined;
      await writeDurably(this.#file, `${JSON.stringify({ blockNumber: String(blockNumber) })}\n`);
    }
  }
}

async function readBlockNumber(file: string): Promise<bigint | undefined> {
  try {
    return BigInt(contentSchema.parse(JSON.parse(await readFile(file, 'utf8'))).blockNumber);
  } catch {
    return undefined;
  }
}

async function writeDurably(file: string, content: string): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  // The new name is only safe once the folder is on disk too.
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
