// SPDX-License-Identifier: Apache-2.0

import type { FieldPath } from './manifest-document.js';

/** A path as people write it: `chaincodeDefinition.collections[0].name`. */
export function formatFieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** And read again; numbers also between dots: `collections.0.name`. */
export function parseFieldPath(text: string): FieldPath {
  return text
    .split(/[.[\]]+/)
    .filter((segment) => segment !== '')
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));
}
