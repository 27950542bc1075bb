// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { extract } from 'tar-stream';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { FabricError } from '../errors/fabric-error.js';
import { isPackageLabel } from './package-label.js';

/** Larger ones are refused before they fill the memory; the gRPC limit for packages is 100 MB. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

const metadataSchema = z.object({ label: z.string().refine(isPackageLabel) });

/**
 * The ID that peers give a package: `LABEL:SHA256`, over the archive's bytes (core/chaincode/persistence). The label is
 * the one in its `metadata.json`.
 *
 * @throws {@link FabricError} `INVALID_ARGUMENT` when it is not a chaincode package.
 */
export async function packageIDOf(bytes: Uint8Array): Promise<string> {
  return packageID(await labelOf(bytes), bytes);
}

/** The same for those who know the label. */
export function packageID(label: string, bytes: Uint8Array): string {
  return `${label}:${createHash('sha256').update(bytes).digest('hex')}`;
}

async function labelOf(bytes: Uint8Array): Promise<string> {
  try {
    const metadata = await fileInTar(gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }), 'metadata.json');
    return metadataSchema.parse(JSON.parse(metadata.toString('utf8'))).label;
  } catch (cause) {
    throw new FabricError({
      code: 'INVALID_ARGUMENT',
      message: 'not a chaincode package: no gzipped tar archive with a metadata.json that has a label',
      cause,
    });
  }
}

async function fileInTar(archive: Buffer, name: string): Promise<Buffer> {
  const reader = extract();
  reader.end(archive);
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
