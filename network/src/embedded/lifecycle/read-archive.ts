// SPDX-License-Identifier: Apache-2.0

import { once } from 'node:events';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { extract } from 'tar-stream';

const gunzipAsync = promisify(gunzip);
/** Of an archive that is unpacked: the gRPC message limit of a Fabric peer. */
const maxBytes = 100 * 1024 * 1024;

/**
 * The regular files of a `.tar.gz` by name. Nothing is written to the disk, and names that lead out of the archive are
 * refused all the same: they are kept for whoever unpacks it.
 *
 * @throws Error when it is not such an archive, or holds anything but regular files and directories.
 */
export async function readArchive(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const tar = await gunzipAsync(bytes, { maxOutputLength: maxBytes }).catch((cause: unknown) => {
    throw new Error('error reading as gzip stream', { cause });
  });
  const files = new Map<string, Uint8Array>();
  const archive = extract();
  const finished = once(archive, 'close');
  archive.end(tar);
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header;
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry as AsyncIterable<Uint8Array>) {
        chunks.push(chunk);
      }
      checkPath(name);
      if (type === 'file') {
        files.set(name, Buffer.concat(chunks));
      } else if (type !== 'directory') {
        throw new Error(`tar entry ${name} is not a regular file, type ${type}`);
      }
    }
    await finished;
  } catch (cause) {
    throw new Error(`error inspecting next tar header: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  return files;
}

function checkPath(name: string): void {
  if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')) {
    throw new Error(`illegal file path ${name}`);
  }
}
