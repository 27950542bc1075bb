// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Caller } from '../caller.js';
import type { ServiceToken } from './service-token.js';

export interface TokenAuthenticatorOptions {
  /** The tokens of now: asked for at each login, so that one that is revoked is out at once. */
  readonly tokens: () => Promise<readonly ServiceToken[]>;
  /** Whose tokens they are; names are unique within it. */
  readonly mspID: string;
  readonly now: () => Date;
}

/** Tells who a bearer token belongs to; undefined: nobody that is known, or no longer. */
export type TokenAuthenticator = (token: string) => Promise<Caller | undefined>;

/**
 * Service tokens, of which only hashes are kept. The comparison takes the same time wherever a token differs and whichever
 * it is, so that it cannot be found out piece by piece.
 */
export function newTokenAuthenticator({ tokens, mspID, now }: TokenAuthenticatorOptions): TokenAuthenticator {
  return async (token) => {
    const given = createHash('sha256').update(token).digest();
    let holder: ServiceToken | undefined;
    for (const known of await tokens()) {
      holder = timingSafeEqual(Buffer.from(known.sha256, 'hex'), given) ? known : holder;
    }
    if (holder === undefined || hasExpired(holder, now())) {
      return undefined;
    }
    const { name, roles } = holder;
    return { name, roles: new Set(roles), subject: subjectOf(`urn:opssc:tokens:${mspID}`, name) };
  };
}

function hasExpired({ expires }: ServiceToken, now: Date): boolean {
  return expires !== undefined && Date.parse(expires) <= now.getTime();
}
