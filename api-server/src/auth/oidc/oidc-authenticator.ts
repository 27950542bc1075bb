// SPDX-License-Identifier: Apache-2.0

import { subjectOf } from '@opssc/chaincode/model';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import { ApiProblem } from '../../problem/api-problem.js';
import { authenticationProblem } from '../authentication-problem.js';
import type { Caller } from '../caller.js';
import { defaultKeysTiming, IssuerKeys, type KeysTiming } from './issuer-keys.js';
import type { OidcIssuer } from './oidc-issuer-schema.js';
import { rolesOfClaims } from './roles-of-claims.js';

export interface OidcAuthenticatorOptions {
  readonly issuers: readonly OidcIssuer[];
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'warn'>;
  readonly timing?: KeysTiming | undefined;
}

/**
 * Tells who an access token was issued to; undefined: it is none of these issuers'.
 *
 * @throws ApiProblem `UNAUTHENTICATED` for a token of theirs that is not good, `IDENTITY_PROVIDER_UNAVAILABLE` when its
 * keys can't be had
 */
export type OidcAuthenticator = (token: string) => Promise<Caller | undefined>;

const maxNameLength = 128;

/** What the library says of keys that it could not fetch or understand, which tells nothing about the token. */
const keyCodes: readonly string[] = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

/** Access tokens as signed JWTs of identity providers (OpenID Connect, RFC 9068). */
export function newOidcAuthenticator(options: OidcAuthenticatorOptions): OidcAuthenticator {
  const { issuers, now, logger, timing = defaultKeysTiming } = options;
  const known = new Map(
    issuers.map((issuer) => [issuer.issuer, { issuer, keys: new IssuerKeys(issuer.issuer, timing) }]),
  );
  return async (token) => {
    // Not verified yet: it only says whose keys to verify with.
    const { issuer, keys } = known.get(claimedIssuer(token) ?? '') ?? {};
    if (issuer === undefined || keys === undefined) {
      return undefined;
    }
    try {
      const { payload } = await jwtVerify(token, await keys.get(), {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms: issuer.algorithms,
        clockTolerance: issuer.clockSkewSeconds,
        currentDate: now(),
        requiredClaims: ['sub', 'exp'],
      });
      return callerOf(payload, issuer);
    } catch (error) {
      throw refusal(error, { issuer: issuer.issuer, logger });
    }
  };
}

function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

function callerOf(payload: JWTPayload, { issuer, roles }: OidcIssuer): Caller {
  const { sub, cnf } = payload;
  if (typeof sub !== 'string' || sub === '') {
    throw authenticationProblem('The access token has no subject.', true);
  }
  if (cnf !== undefined) {
    // It is worth nothing without a proof of its key (RFC 7800), which is not looked for here.
    throw authenticationProblem('The access token is bound to a key, which is not supported.', true);
  }
  return { name: sub.slice(0, maxNameLength), subject: subjectOf(issuer, sub), roles: rolesOfClaims(payload, roles) };
}

function refusal(error: unknown, { issuer, logger }: { issuer: string; logger: Pick<Logger, 'warn'> }): ApiProblem {
  if (error instanceof ApiProblem) {
    return error;
  }
  return error instanceof errors.JOSEError && !keyCodes.includes(error.code)
    ? authenticationProblem(`The access token is not valid: ${reason(error)}.`, true, error)
    : unavailable(error, { issuer, logger });
}

function unavailable(error: unknown, { issuer, logger }: { issuer: string; logger: Pick<Logger, 'warn'> }): ApiProblem {
  logger.warn(`the keys of ${issuer} cannot be had: ${error instanceof Error ? error.message : String(error)}`);
  return new ApiProblem({
    code: 'IDENTITY_PROVIDER_UNAVAILABLE',
    detail: `The identity provider ${issuer} does not answer.`,
    headers: { 'Retry-After': '10' },
    cause: error,
  });
}

function reason(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) {
    return 'it has expired';
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return `its claim ${error.claim} is not what it has to be`;
  }
  return error instanceof errors.JOSEAlgNotAllowed ? 'its algorithm is not allowed' : 'its signature is not good';
}
