// SPDX-License-Identifier: Apache-2.0

import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { CliError } from '../cli-error.js';
import { isSecure } from './is-secure.js';
import type { LoginWay } from './log-in.js';
import { LoopbackRedirect } from './loopback-redirect.js';

/**
 * Login by the browser of this machine: authorization code with PKCE (RFC 7636), which comes back to a port of loopback
 * (RFC 8252) that is open for this login alone.
 */
export const browserLogin: LoginWay = async ({ provider, parameters, context }) => {
  const redirect = await LoopbackRedirect.open();
  try {
    const pkceCodeVerifier = randomPKCECodeVerifier();
    const state = randomState();
    const scopes = parameters['scope']?.split(' ') ?? [];
    const nonce = scopes.includes('openid') ? { nonce: randomNonce() } : {};
    const target = buildAuthorizationUrl(provider, {
      ...parameters,
      redirect_uri: redirect.url,
      code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state,
      ...nonce,
      // A refresh token is given to who has agreed to it (OpenID Connect Core, section 11).
      ...(scopes.includes('offline_access') && { prompt: 'consent' }),
    });
    if (!isSecure(target.href)) {
      throw new CliError(`${provider.serverMetadata().issuer} would have people log in without TLS`);
    }
    context.stderr.write(`Log in with your browser. If none opens, open this on this machine:\n${target.href}\n`);
    context.openBrowser(target.href);
    const answer = await redirect.answer({ state, patience: context.timing.login });
    const { resource } = parameters;
    return await authorizationCodeGrant(
      provider,
      answer,
      { pkceCodeVerifier, expectedState: state, ...(nonce.nonce !== undefined && { expectedNonce: nonce.nonce }) },
      resource === undefined ? {} : { resource },
    );
  } finally {
    await redirect.close();
  }
};
