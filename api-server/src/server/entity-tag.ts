// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';

/** A strong entity tag (RFC 9110, 8.8.3) of an answer: other text or other headers, another tag. */
export function entityTag(text: string, headers: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256').update(JSON.stringify(headers)).update(text).digest('base64url');
  return `"${hash.slice(0, 27)}"`;
}

/**
 * Whether an `If-None-Match` header names the tag, so that the client has the answer already. Compared weakly, as RFC 9110
 * says, since a proxy on the way may have made the tag weak.
 */
export function isNamedBy(tag: string, ifNoneMatch: string | undefined): boolean {
  const given = (ifNoneMatch ?? '').split(',').map((text) => text.trim().replace(/^W\//, ''));
  return given.includes(tag) || given.includes('*');
}
