// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** What the commands touch of the world. */
export interface CommandIO {
  /** `/dev/stdin` is the standard input, on every system. */
  read(path: string): Promise<Uint8Array>;
  /** `/dev/stdout` is the standard output. Files are made readable for their owner only, as configtxlator does; folders are made. */
  write(path: string, data: Uint8Array | string): Promise<void>;
  /** For parsers that take a function to read what a file names: certificates of an MSP folder. */
  readFile(path: string): Uint8Array;
  /** Names in a folder, empty when there is none. */
  listFolder(path: string): string[];
  now(): Date;
}

/** The world of the process. */
export function nodeIO(): CommandIO {
  return {
    read: async (path) => (path === '/dev/stdin' ? buffer(process.stdin) : readFile(path)),
    write: async (path, data) => {
      if (path === '/dev/stdout') {
        await printed(data);
      } else {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, data, { mode: 0o600 });
      }
    },
    readFile: (path) => readFileSync(path),
    listFolder: (path) => {
      try {
        return readdirSync(path);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
          return [];
        }
        throw error;
      }
    },
    now: () => new Date(),
  };
}

async function printed(data: Uint8Array | string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(data, (error) => {
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}
