// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';

/** The name of a private key among hashed keys: SHA-256 of the key, in hex. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
