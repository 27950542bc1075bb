// SPDX-License-Identifier: Apache-2.0

import { open, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** The last event of OpsSC that was handed on. */
export interface Position {
  readonly blockNumber: bigint;
  readonly transactionID: string;
}

const positionSchema = z.strictObject({
  blockNumber: z.string().regex(/^(0|[1-9]\d{0,19})$/),
  transactionID: z.string().min(1),
});

/** A position in a file that survives a crash at any instant: the old one or the new one, never half of one. */
export class Checkpoint {
  readonly #file: string;
  #position: Position | undefined;
  #writing: Promise<void> | undefined;
  #next: Position | undefined;

  private constructor(file: string, position: Position | undefined) {
    this.#file = file;
    this.#position = position;
  }

  /** A missing or unreadable file is no position: the caller then looks at everything again. */
  static async open(file: string): Promise<Checkpoint> {
    await mkdir(dirname(file), { recursive: true });
    return new Checkpoint(file, await readPosition(file));
  }

  get position(): Position | undefined {
    return this.#position;
  }

  /** Resolves when this position, or a later one, is on disk. Positions that come during a write are merged into one. */
  async save(position: Position): Promise<void> {
    this.#position = position;
    this.#next = position;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#next !== undefined) {
      const position = this.#next;
      this.#next = undefined;
      await writeDurably(this.#file, serialize(position));
    }
  }
}

async function readPosition(file: string): Promise<Position | undefined> {
  try {
    const { blockNumber, transactionID } = positionSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return { blockNumber: BigInt(blockNumber), transactionID };
  } catch {
    return undefined;
  }
}

function serialize({ blockNumber, transactionID }: Position): string {
  return `${JSON.stringify({ blockNumber: String(blockNumber), transactionID })}\n`;
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
