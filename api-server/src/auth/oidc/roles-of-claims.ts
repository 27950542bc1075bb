// SPDX-License-Identifier: Apache-2.0

import type { Role } from '../role.js';
import type { OidcIssuer } from './oidc-issuer-schema.js';

/** The roles that a token gives: names without an entry in the map, and claims of another form, give none. */
export function rolesOfClaims(
  claims: Readonly<Record<string, unknown>>,
  { claim, map }: OidcIssuer['roles'],
): ReadonlySet<Role> {
  return new Set(
    namesIn(valueAt(claims, claim)).flatMap((name) => (Object.hasOwn(map, name) ? (map[name] ?? []) : [])),
  );
}

/** The claim of this very name (names may be URLs), or else the one that a dotted path leads to. */
function valueAt(claims: Readonly<Record<string, unknown>>, claim: string): unknown {
  if (Object.hasOwn(claims, claim)) {
    return claims[claim];
  }
  return claim.split('.').reduce<unknown>(property, claims);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return value.split(' ');
  }
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
