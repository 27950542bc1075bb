// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FabricError } from '../errors/fabric-error.js';
import { fileInTarGz } from './file-in-tar-gz.js';
import { isPackageLabel } from './package-label.js';

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
    const metadata = await fileInTarGz(bytes, 'metadata.json');
    return metadataSchema.parse(JSON.parse(metadata.toString('utf8'))).label;
  } catch (cause) {
    throw new FabricError({
      code: 'INVALID_ARGUMENT',
      message: 'not a chaincode package: no gzipped tar archive with a metadata.json that has a label',
      cause,
    });
  }
}
