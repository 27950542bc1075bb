// SPDX-License-Identifier: Apache-2.0

import { type FileHandle, open } from 'node:fs/promises';
import type { AuditEntry, AuditRecord } from './audit-entry.js';
import { auditLines } from './audit-lines.js';
import { lineHash } from './line-hash.js';

/**
 * An append-only file of JSON lines, each with the hash of the one before, so that a line which is taken out or changed
 * shows. A record is on the disk when `append` resolves; records that come at the same time share the wait for it.
 */
export class AuditLog {
  readonly file: string;
  readonly #handle: FileHandle;
  readonly #now: () => Date;
  #sequence: number;
  #previous: string;
  #waiting: AuditRecord[] = [];
  #written: Promise<void> = Promise.resolve();

  private constructor(file: string, handle: FileHandle, state: LogState, now: () => Date) {
    this.file = file;
    this.#handle = handle;
    this.#now = now;
    this.#sequence = state.sequence;
    this.#previous = state.previous;
  }

  /**
   * Goes on with a log, or begins one, for its owner alone to read.
   *
   * @throws the system's error when the file can't be written
   */
  static async open(file: string, now: () => Date): Promise<AuditLog> {
    const handle = await open(file, 'a+', 0o600);
    try {
      return new AuditLog(file, handle, await readState(file, handle), now);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** @throws the system's error when it could not be written */
  append(record: AuditRecord): Promise<void> {
    this.#waiting.push(record);
    if (this.#waiting.length === 1) {
      // After a failure, too, the next records are tried.
      this.#written = this.#written.catch(() => undefined).then(() => this.#write());
    }
    return this.#written;
  }

  async close(): Promise<void> {
    await this.#written.catch(() => undefined);
    await this.#handle.close();
  }

  async #write(): Promise<void> {
    const records = this.#waiting;
    this.#waiting = [];
    const before = { sequence: this.#sequence, previous: this.#previous };
    const { size } = await this.#handle.stat();
    try {
      await this.#handle.appendFile(records.map((record) => `${this.#line(record)}\n`).join(''));
      await this.#handle.datasync();
    } catch (error) {
      this.#sequence = before.sequence;
      this.#previous = before.previous;
      // What got there of these lines would break the chain.
      await this.#handle.truncate(size).catch(() => undefined);
      throw error;
    }
  }

  #line(record: AuditRecord): string {
    this.#sequence += 1;
    const time = this.#now().toISOString();
    const entry: AuditEntry = { sequence: this.#sequence, time, ...record, previous: this.#previous };
    const line = JSON.stringify(entry);
    this.#previous = lineHash(line);
    return line;
  }
}

interface LogState {
  readonly sequence: number;
  readonly previous: string;
}

/** The last line of what is there. One that was cut off is closed, and stays: nothing is ever taken out. */
async function readState(file: string, handle: FileHandle): Promise<LogState> {
  const { size } = await handle.stat();
  if (size > 0) {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    if (buffer.toString() !== '\n') {
      await handle.appendFile('\n');
    }
  }
  let sequence = 0;
  let last = '';
  for await (const { text } of auditLines(file, 0)) {
    sequence += 1;
    last = text;
  }
  return { sequence, previous: lineHash(last) };
}
