// SPDX-License-Identifier: Apache-2.0

import type { TokenEndpointResponse } from 'openid-client';
import { CliError } from '../cli-error.js';
import { loginSessionSchema, type LoginSession } from './login-session.js';

export interface GrantedSessionOptions {
  /** What the login is for and where it was; of an earlier grant also the refresh token, which stays if none is new. */
  readonly about: Omit<LoginSession, 'accessToken' | 'expires'>;
  readonly granted: TokenEndpointResponse;
  readonly now: Date;
}

/**
 * A login with the tokens of a grant.
 *
 * @throws CliError for tokens that cannot be used
 */
export function grantedSession({ about, granted, now }: GrantedSessionOptions): LoginSession {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = granted;
  const parsed = loginSessionSchema.safeParse({
    ...about,
    accessToken,
    ...(seconds !== undefined && { expires: new Date(now.getTime() + seconds * 1_000).toISOString() }),
    ...(refreshToken !== undefined && { refreshToken }),
  });
  if (!parsed.success) {
    throw new CliError(`${about.issuer} gave tokens that cannot be sent`, { cause: parsed.error });
  }
  return parsed.data;
}
