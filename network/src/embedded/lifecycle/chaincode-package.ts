// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { readArchive } from './read-archive.js';

const labelPattern = /^[A-Za-z0-9][A-Za-z0-9_.+-]*$/;
const metadataSchema = z.object({ type: z.string(), label: z.string() });

/** What is in an install package. */
export interface ChaincodePackage {
  /** For instance `ccaas`, in lower case. */
  readonly type: string;
  readonly label: string;
  /** The files of `code.tar.gz` by name. */
  readonly code: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads an install package: a `.tar.gz` of `metadata.json` and `code.tar.gz`.
 *
 * @throws Error with Fabric's text when it is not one.
 */
export async function parseChaincodePackage(bytes: Uint8Array): Promise<ChaincodePackage> {
  const files = await readArchive(bytes);
  const code = files.get('code.tar.gz');
  const metadata = files.get('metadata.json');
  if (!code) {
    throw new Error('did not find a code package inside the package');
  }
  if (!metadata) {
    throw new Error('did not find any package metadata (missing metadata.json)');
  }
  const { type, label } = parseMetadata(metadata);
  if (!labelPattern.test(label)) {
    throw new Error(
      `invalid label '${label}'. Label must be non-empty, can only consist of alphanumerics, ` +
        "symbols from '.+-_', and can only begin with alphanumerics",
    );
  }
  return { type: type.toLowerCase(), label, code: await readArchive(code) };
}

function parseMetadata(bytes: Uint8Array): z.infer<typeof metadataSchema> {
  try {
    return metadataSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch (cause) {
    throw new Error('could not unmarshal metadata.json as json', { cause });
  }
}
