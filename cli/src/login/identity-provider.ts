// SPDX-License-Identifier: Apache-2.0

import { allowInsecureRequests, type Configuration, discovery, None } from 'openid-client';
import { loginProblem } from './login-problem.js';

export interface IdentityProviderOptions {
  readonly issuer: string;
  readonly clientID: string;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
}

/**
 * An identity provider as its discovery describes it, for a public client. It is reached with Node's own CAs: `--ca-file`
 * is about the API server.
 *
 * @throws CliError
 */
export async function discoverProvider({ issuer, clientID, timeout }: IdentityProviderOptions): Promise<Configuration> {
  // That http is for this machine alone has been seen to where the issuer was read.
  const execute = new URL(issuer).protocol === 'http:' ? [allowInsecureRequests] : [];
  try {
    return await discovery(new URL(issuer), clientID, undefined, None(), { execute, timeout: timeout / 1_000 });
  } catch (error) {
    throw loginProblem(error, issuer);
  }
}
