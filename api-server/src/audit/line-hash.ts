// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';

/** Hex SHA-256 of a line's bytes, without its line break: what the next line has as `previous`. */
export function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
