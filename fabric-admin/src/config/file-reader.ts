// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import type { ConfigProblem } from './config-error.js';

/** Reads files and keeps the problems, so that one does not hide the others. */
export class FileReader {
  readonly problems: ConfigProblem[] = [];
  readonly #before: FileReader | undefined;
  readonly #read = new Map<string, Uint8Array>();

  /** What this one read is taken for a file that says the same now. */
  constructor(before?: FileReader) {
    this.#before = before;
  }

  /** The paths of all files that were read, those with problems too. */
  get files(): readonly string[] {
    return [...this.#read.keys()];
  }

  async read(file: string, path: string): Promise<Uint8Array> {
    try {
      const bytes = await readFile(file);
      if (bytes.length === 0) {
        throw new Error(`${file} is empty`);
      }
      const before = this.#before?.bytesOf(file);
      this.#read.set(file, before !== undefined && bytes.equals(before) ? before : bytes);
    } catch (error) {
      this.#read.set(file, new Uint8Array());
      this.add(path, error);
    }
    return this.bytesOf(file) ?? new Uint8Array();
  }

  add(path: string, error: unknown): void {
    this.problems.push({ path, line: undefined, message: error instanceof Error ? error.message : String(error) });
  }

  bytesOf(file: string): Uint8Array | undefined {
    return this.#read.get(file);
  }
}
