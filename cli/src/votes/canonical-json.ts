// SPDX-License-Identifier: Apache-2.0

import canonicalize from 'canonicalize';

/** The package is CommonJS whose types describe an ES module. */
const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/** Canonical JSON (RFC 8785): equal text for equal values. */
export function canonicalJson(value: unknown): string {
  return serialize(value) ?? 'null';
}
