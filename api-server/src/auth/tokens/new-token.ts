// SPDX-License-Identifier: Apache-2.0

import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

export interface NewToken {
  /** 256 random bits in base64url: for the client, kept nowhere else. */
  readonly token: string;
  /** Hex SHA-256 of the token's text: for `api.tokens` of the configuration. */
  readonly sha256: string;
}

/** A fresh bearer token. */
export function newToken(): NewToken {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return { token, sha256: createHash('sha256').update(token).digest('hex') };
}
