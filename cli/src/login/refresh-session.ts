// SPDX-License-Identifier: Apache-2.0

import { refreshTokenGrant } from 'openid-client';
import { grantedSession } from './granted-session.js';
import { discoverProvider } from './identity-provider.js';
import { loginProblem, refusalOf } from './login-problem.js';
import type { LoginSession } from './login-session.js';

export interface RefreshSessionOptions {
  readonly session: LoginSession & { readonly refreshToken: string };
  readonly now: () => Date;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
}

/**
 * The login with new tokens; undefined when the provider takes the refresh token no more: it has expired, was revoked, or
 * somebody else has used it.
 *
 * @throws CliError when the provider cannot be asked, or refuses for another reason
 */
export async function refreshSession(options: RefreshSessionOptions): Promise<LoginSession | undefined> {
  const { session, now, timeout } = options;
  const { issuer, clientID, resource, refreshToken } = session;
  const provider = await discoverProvider({ issuer, clientID, timeout });
  try {
    const granted = await refreshTokenGrant(provider, refreshToken, resource === undefined ? {} : { resource });
    return grantedSession({ about: withoutAccess(session), granted, now: now() });
  } catch (error) {
    if (refusalOf(error) === 'invalid_grant') {
      return undefined;
    }
    throw loginProblem(error, issuer);
  }
}

function withoutAccess({ accessToken: _ended, expires: _passed, ...about }: LoginSession) {
  return about;
}
