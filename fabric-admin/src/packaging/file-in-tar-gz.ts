// SPDX-License-Identifier: Apache-2.0

import { extract } from 'tar-stream';
import { gunzipSync } from 'node:zlib';

/** Larger ones are refused before they fill the memory; the gRPC limit for packages is 100 MB. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

/** The contents of one file of a gzipped tar archive. @throws Error when it is no such archive, or has no such file. */
export async function fileInTarGz(archive: Uint8Array, name: string): Promise<Buffer> {
  const reader = extract();
  reader.end(gunzipSync(archive, { maxOutputLength: MAX_UNPACKED_BYTES }));
  for await (const entry of reader) {
    if (entry.header.name === name) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) {
        chunks.push(chunk as Uint8Array);
      }
      return Buffer.concat(chunks);
    }
    entry.resume();
  }
  throw new Error(`no ${name}`);
}
