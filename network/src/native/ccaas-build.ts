// SPDX-License-Identifier: Apache-2.0

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, fillConnection } from '../fill-connection.js';

/** The build step of the external builder: run by a peer with the folders of source, metadata and output. */
const [sourceDir, , outputDir] = process.argv.slice(2);
if (sourceDir === undefined || outputDir === undefined) {
  throw new Error('usage: build SOURCE_DIR METADATA_DIR OUTPUT_DIR');
}
const values = JSON.parse(process.env['CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG'] ?? '{}') as Record<string, string>;
const connection = JSON.parse(await readFile(join(sourceDir, 'connection.json'), 'utf8')) as Connection;
await writeFile(join(outputDir, 'connection.json'), JSON.stringify(fillConnection(connection, values)));
await cp(join(sourceDir, 'META-INF'), join(outputDir, 'META-INF'), { recursive: true }).catch((error: unknown) => {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
    throw error;
  }
});
