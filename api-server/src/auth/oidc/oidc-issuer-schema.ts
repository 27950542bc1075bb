// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import { rolesSchema } from '../role.js';

/**
 * Signatures that an identity provider may use. Only public keys verify them: `none` and the HMAC algorithms, by which a
 * public key could be taken for a secret, can't even be configured.
 */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

const issuerURLSchema = z
  .url('must be a URL')
  .refine(isSecure, 'must be https; http is for an identity provider on this machine')
  .refine((text) => !/[?#]/.test(text), 'must have neither query nor fragment')
  .max(256, 'must have at most 256 characters')
  .meta({ description: 'As the tokens have it in `iss`, character by character.' });

const audienceSchema = z.string().min(1, 'must not be empty');

/** One token of OAuth (RFC 6749, section 3.3). */
const scopeSchema = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'must be one word, without quotes or backslashes');

/** How people log in there by the `opssc` command or the console: nothing in it is secret. */
const loginSchema = z.strictObject({
  /** Of a public client, without a secret; for native applications, so that it comes back to any port of loopback. */
  clientID: z.string().min(1, 'must not be empty').max(256, 'must have at most 256 characters'),
  /** `offline_access` asks for a refresh token, without which a login lasts as long as an access token. */
  scopes: z.array(scopeSchema).max(50, 'must have at most 50 scopes').default(['openid', 'offline_access']),
  /** What the access token is to be for, where the provider wants to be told (RFC 8707). */
  resource: z.url('must be a URL').exactOptional(),
});

/** An identity provider that the organization trusts, and what its tokens have to say. */
export const oidcIssuerSchema = z.strictObject({
  issuer: issuerURLSchema,
  /** One of these must be in `aud`: a token for another service opens nothing here. */
  audience: z.union([
    audienceSchema.transform((one) => [one]),
    z.array(audienceSchema).min(1, 'must have an audience'),
  ]),
  algorithms: z
    .array(z.enum(algorithms))
    .min(1, 'must have an algorithm')
    .default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  /** Seconds by which the clocks may differ. */
  clockSkewSeconds: z.int().min(0).max(300).default(30),
  roles: z.strictObject({
    /** A claim with a name, a list of names, or names with spaces between; `realm_access.roles` leads into an object. */
    claim: z.string().min(1, 'must not be empty'),
    /** What a name in that claim gives here. */
    map: z.record(z.string(), rolesSchema),
  }),
  login: loginSchema.exactOptional(),
});

export type OidcIssuer = Readonly<z.output<typeof oidcIssuerSchema>>;

/** Whether what is fetched from there can be trusted: TLS, or this very machine. */
export function isSecure(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
