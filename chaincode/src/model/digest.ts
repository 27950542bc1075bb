// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** Hex SHA-256 of the canonical JSON (RFC 8785) of a value: 64 lower-case characters. */
export function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
