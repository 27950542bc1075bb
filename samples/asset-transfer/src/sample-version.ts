// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from 'node:fs';

/**
 * The version that this copy answers with: `SAMPLE_VERSION`, else the first two numbers of the version in the nearest
 * `package.json` above this file.
 */
export function sampleVersion(environment: Readonly<Record<string, string | undefined>>): string {
  return environment['SAMPLE_VERSION'] ?? manifestVersion(new URL('.', import.meta.url));
}

function manifestVersion(directory: URL): string {
  const manifest = new URL('package.json', directory);
  if (!existsSync(manifest)) {
    return manifestVersion(new URL('..', directory));
  }
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}
