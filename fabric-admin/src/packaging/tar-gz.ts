// SPDX-License-Identifier: Apache-2.0

import { pack } from 'tar-stream';
import { storedGzip } from './stored-gzip.js';

export interface ArchiveFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const MODE = 0o644;
const EPOCH = new Date(0);

/** A gzipped tar archive whose bytes follow from names, contents and order alone. */
export async function tarGz(files: readonly ArchiveFile[]): Promise<Uint8Array> {
  const archive = pack();
  for (const { name, content } of files) {
    archive.entry(
      { name, mode: MODE, mtime: EPOCH, uid: 0, gid: 0, uname: '', gname: '', size: content.length },
      Buffer.from(content),
    );
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) {
    chunks.push(chunk as Uint8Array);
  }
  return storedGzip(Buffer.concat(chunks));
}
