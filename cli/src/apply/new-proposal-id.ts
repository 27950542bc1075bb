// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';

/** An ID that nobody has used: a name of at most 55 characters, and 8 that are random. */
export function newProposalID(name: string): string {
  return `${name}-${randomBytes(4).toString('hex')}`;
}
