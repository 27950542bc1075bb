// SPDX-License-Identifier: Apache-2.0

import canonicalize from 'canonicalize';

/** The package is CommonJS whose types describe an ES module. */
const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/**
 * Canonical JSON (RFC 8785): the same text for the same value, whoever writes it. Properties that are undefined are
 * left out.
 *
 * @throws TypeError for what JSON has no text for, such as `undefined` or a function.
 */
export function canonicalJson(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) {
    throw new TypeError(`no JSON for a value of type ${typeof value}`);
  }
  return text;
}
