// SPDX-License-Identifier: Apache-2.0

import type { Configuration, TokenEndpointResponse } from 'openid-client';
import type { CliContext } from '../cli-context.js';
import { grantedSession } from './granted-session.js';
import { discoverProvider } from './identity-provider.js';
import type { LoginOffer } from './login-offer.js';
import { loginProblem } from './login-problem.js';
import type { LoginSession } from './login-session.js';

/** One way to log in at an identity provider. */
export type LoginWay = (request: LoginWayRequest) => Promise<TokenEndpointResponse>;

export interface LoginWayRequest {
  readonly provider: Configuration;
  /** Of the request: scopes, and what the token is to be for. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly context: CliContext;
}

export interface LogInOptions {
  readonly way: LoginWay;
  readonly offer: LoginOffer;
  /** Of the API server that the login is for. */
  readonly url: string;
  readonly context: CliContext;
}

/**
 * Logs a person in.
 *
 * @throws CliError that says why it did not come about
 */
export async function logIn({ way, offer, url, context }: LogInOptions): Promise<LoginSession> {
  const { issuer, clientID, scopes, resource } = offer;
  const provider = await discoverProvider({ issuer, clientID, timeout: context.timing.request });
  const target = resource === undefined ? {} : { resource };
  try {
    const parameters = { scope: scopes.join(' '), ...target };
    const granted = await way({ provider, parameters, context });
    return grantedSession({ about: { url, issuer, clientID, ...target }, granted, now: context.now() });
  } catch (error) {
    throw loginProblem(error, issuer);
  }
}
