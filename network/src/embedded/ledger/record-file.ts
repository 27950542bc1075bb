// SPDX-License-Identifier: Apache-2.0

import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** Before each record: its length and its CRC-32, both unsigned 32 bit big endian. */
const headerLength = 8;

/**
 * An append-only file of records. A torn last record, which a crash in the middle of a write leaves behind, is cut off
 * when the file is opened; damage anywhere else is an error.
 */
export class RecordFile {
  readonly #file: FileHandle;
  readonly #fsync: boolean;
  readonly #offsets: number[];
  #size: number;

  private constructor(file: FileHandle, scan: Scan, fsync: boolean) {
    this.#file = file;
    this.#offsets = scan.offsets;
    this.#size = scan.end;
    this.#fsync = fsync;
  }

  /**
   * Creates the file when it is absent.
   *
   * @throws Error when a record other than the last is damaged.
   */
  static async open(path: string, options: { readonly fsync?: boolean } = {}): Promise<RecordFile> {
    const file = await open(path, 'a+');
    try {
      const { size } = await file.stat();
      const found = scan(file.fd, size, path);
      if (found.end < size) {
        await file.truncate(found.end);
      }
      return new RecordFile(file, found, options.fsync ?? false);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get count(): number {
    return this.#offsets.length;
  }

  /** Calls must not overlap. A record that could not be written leaves no trace. */
  async append(record: Uint8Array): Promise<void> {
    const header = Buffer.alloc(headerLength);
    header.writeUInt32BE(record.length, 0);
    header.writeUInt32BE(crc32(record), 4);
    try {
      await this.#file.appendFile(Buffer.concat([header, record]));
      if (this.#fsync) {
        await this.#file.datasync();
      }
    } catch (error) {
      await this.#file.truncate(this.#size);
      throw error;
    }
    this.#offsets.push(this.#size);
    this.#size += headerLength + record.length;
  }

  /** @throws RangeError when there is no such record. */
  read(index: number): Uint8Array {
    const offset = this.#offsets[index];
    if (offset === undefined) {
      throw new RangeError(`no record ${index}`);
    }
    const end = this.#offsets[index + 1] ?? this.#size;
    return readExactly(this.#file.fd, offset + headerLength, end - offset - headerLength);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

interface Scan {
  readonly offsets: number[];
  readonly end: number;
}

function scan(fd: number, size: number, path: string): Scan {
  const offsets: number[] = [];
  let offset = 0;
  while (offset + headerLength <= size) {
    const header = readExactly(fd, offset, headerLength);
    const length = header.readUInt32BE(0);
    const end = offset + headerLength + length;
    // Records are never empty: zeros are space that the file system had allotted to a write that did not happen.
    if (length === 0 || end > size) {
      break;
    }
    if (crc32(readExactly(fd, offset + headerLength, length)) !== header.readUInt32BE(4)) {
      if (end < size) {
        throw new Error(`record ${offsets.length} of ${path} is damaged`);
      }
      break;
    }
    offsets.push(offset);
    offset = end;
  }
  return { offsets, end: offset };
}

function readExactly(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const read = readSync(fd, buffer, done, length - done, position + done);
    if (read === 0) {
      throw new Error(`file ended at ${position + done}, ${length - done} bytes early`);
    }
    done += read;
  }
  return buffer;
}
