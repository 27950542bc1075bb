// SPDX-License-Identifier: Apache-2.0

import { readFileSync, writeFileSync } from 'node:fs';

// From dist/test/support back to the sources.
const folder = new URL('../../../test/golden/', import.meta.url);

/** Reads a file of test/golden. */
export function readGolden(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
}

/** Writes a file of test/golden: only on the wish of a person, see its README. */
export function writeGolden(name: string, value: unknown): void {
  writeFileSync(new URL(name, folder), `${JSON.stringify(value, undefined, 2)}\n`);
}
