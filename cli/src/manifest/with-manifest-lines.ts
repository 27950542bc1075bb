// SPDX-License-Identifier: Apache-2.0

import type { ApiError } from '../api/api-error.js';
import { parseFieldPath } from './field-path.js';
import type { FieldPath, ManifestDocument } from './manifest-document.js';
import { ManifestError } from './manifest-error.js';

/**
 * What the server refused in a manifest's document, told with the lines of the manifest; the error itself where it is
 * about no field.
 */
export function withManifestLines(error: ApiError, document: ManifestDocument): ApiError | ManifestError {
  const { code, fields } = error;
  return fields.length === 0
    ? error
    : new ManifestError(
        fields.map(({ field, message }) => `${document.placeOf(manifestPath(field))}: ${code}: ${field} ${message}`),
        error,
      );
}

/** Requests have what is proposed below `proposal`, and call what a channel becomes `opsProfile`, as OpsSC v0.4 did. */
function manifestPath(field: string): FieldPath {
  const [first, ...rest] = parseFieldPath(field.replace(/^proposal\./, ''));
  switch (first) {
    case undefined:
      return [];
    case 'opsProfile':
      return [typeof rest[0] === 'number' ? 'operations' : 'profile', ...rest];
    default:
      return [first, ...rest];
  }
}
