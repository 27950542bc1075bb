// SPDX-License-Identifier: Apache-2.0

import { createHash, timingSafeEqual } from 'node:crypto';

export interface KnownToken {
  /** Who holds it. */
  readonly name: string;
  /** Hex SHA-256 of the token. */
  readonly sha256: string;
}

/** Tells who a request comes from by its `Authorization` header; undefined: nobody that is known. */
export type TokenAuthenticator = (authorization: string | undefined) => string | undefined;

/** The token68 of RFC 7235, with a bound that no token of ours comes near. */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]{1,512}=*) *$/i;

/**
 * Bearer tokens, of which only hashes are kept. The comparison takes the same time wherever a token differs and whichever
 * it is, so that it cannot be found out piece by piece.
 */
export function newTokenAuthenticator(tokens: readonly KnownToken[]): TokenAuthenticator {
  const known = tokens.map(({ name, sha256 }) => ({ name, hash: Buffer.from(sha256, 'hex') }));
  return (authorization) => {
    const token = bearer.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      return undefined;
    }
    const given = createHash('sha256').update(token).digest();
    let holder: string | undefined;
    for (const { name, hash } of known) {
      holder = timingSafeEqual(hash, given) ? name : holder;
    }
    return holder;
  };
}
