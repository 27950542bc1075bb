// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal of an update's bytes: the name under which signatures for it are gathered. */
export function updateDigest(updateBytes: Uint8Array): string {
  return createHash('sha256').update(updateBytes).digest('hex');
}
