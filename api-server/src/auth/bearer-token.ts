// SPDX-License-Identifier: Apache-2.0

/** The token68 of RFC 7235, bounded: access tokens of identity providers take a few thousand characters. */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]{1,8192}=*) *$/i;

/** The token of an `Authorization` header; undefined when it has none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return bearer.exec(authorization ?? '')?.[1];
}
