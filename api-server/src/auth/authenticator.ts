// SPDX-License-Identifier: Apache-2.0

import type { X509Certificate } from 'node:crypto';
import { authenticationProblem } from './authentication-problem.js';
import { bearerToken } from './bearer-token.js';
import type { Caller } from './caller.js';

/** The ways in that the organization has switched on. */
export interface WaysIn {
  /** Asked one after the other; undefined: the token is none of theirs. */
  readonly tokens: readonly ((token: string) => Promise<Caller | undefined>)[];
  readonly certificates: ((certificate: X509Certificate) => Caller) | undefined;
}

/** What a request brings to say who it is from. */
export interface Credentials {
  readonly authorization: string | undefined;
  /**
   * Of the connection.
   *
   * @throws ApiProblem `UNAUTHENTICATED` when it is not to be trusted
   */
  readonly certificate: () => X509Certificate | undefined;
}

/**
 * Tells who a request comes from; what is said in `Authorization` goes before the connection's certificate.
 *
 * @throws ApiProblem `UNAUTHENTICATED`, or another one when it cannot be told now
 */
export type Authenticator = (credentials: Credentials) => Promise<Caller>;

export function newAuthenticator({ tokens, certificates }: WaysIn): Authenticator {
  return async ({ authorization, certificate }) => {
    if (authorization !== undefined) {
      return callerOfToken(bearerToken(authorization), tokens);
    }
    const shown = certificates && certificate();
    if (certificates === undefined || shown === undefined) {
      throw authenticationProblem('A bearer token or a client certificate is needed.', false);
    }
    return certificates(shown);
  };
}

async function callerOfToken(token: string | undefined, ways: WaysIn['tokens']): Promise<Caller> {
  for (const way of token === undefined ? [] : ways) {
    const caller = await way(token ?? '');
    if (caller !== undefined) {
      return caller;
    }
  }
  throw authenticationProblem('The bearer token is not known, or no longer.', true);
}
