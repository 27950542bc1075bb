// SPDX-License-Identifier: Apache-2.0

import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { UnreachableError } from '../api/unreachable-error.js';
import { CliError } from '../cli-error.js';
import { printable } from '../output/printable.js';

/** Of a device code. */
export const codeExpired = 'nobody logged in before the code expired: try again';

/** What identity providers refuse with (RFC 6749, RFC 8628), where it can be said better than by them. */
const words: Readonly<Record<string, string>> = {
  access_denied: 'the login was denied',
  expired_token: codeExpired,
  unauthorized_client: 'it does not let this client log in that way',
};

/** Why a login did not come about, in words. */
export function loginProblem(error: unknown, issuer: string): CliError {
  if (error instanceof CliError) {
    return error;
  }
  const code = refusalOf(error);
  if (code !== undefined) {
    const { error_description: description } = error as { readonly error_description?: string };
    const text = words[code] ?? `it refuses with ${code}${description === undefined ? '' : ` (${description})`}`;
    return new CliError(printable(`${issuer}: ${text}`), { cause: error });
  }
  if (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT') {
    return new CliError(`${issuer}: no answer in time`, { cause: error });
  }
  // What fetch throws, or an answer that is not OpenID Connect.
  return error instanceof TypeError
    ? new UnreachableError(issuer, error)
    : new CliError(printable(`${issuer}: ${error instanceof Error ? error.message : String(error)}`), { cause: error });
}

/** The code of OAuth with which a provider refused; undefined: it did not. */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof ResponseBodyError || error instanceof AuthorizationResponseError ? error.error : undefined;
}
