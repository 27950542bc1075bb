// SPDX-License-Identifier: Apache-2.0

import { tokenRevocation } from 'openid-client';
import { discoverProvider } from './identity-provider.js';
import { loginProblem } from './login-problem.js';
import type { LoginSession } from './login-session.js';

/**
 * Has the provider end a login (RFC 7009): with its refresh token, where there is one, goes the grant as a whole. An
 * access token that servers verify by its signature stays good until it expires.
 *
 * @returns false when the provider revokes nothing
 * @throws CliError when the provider cannot be asked, or refuses
 */
export async function revokeSession(session: LoginSession, timeout: number): Promise<boolean> {
  const { issuer, clientID, accessToken, refreshToken } = session;
  const provider = await discoverProvider({ issuer, clientID, timeout });
  if (provider.serverMetadata().revocation_endpoint === undefined) {
    return false;
  }
  try {
    await (refreshToken === undefined
      ? tokenRevocation(provider, accessToken, { token_type_hint: 'access_token' })
      : tokenRevocation(provider, refreshToken, { token_type_hint: 'refresh_token' }));
    return true;
  } catch (error) {
    throw loginProblem(error, issuer);
  }
}
