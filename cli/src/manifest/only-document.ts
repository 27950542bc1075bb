// SPDX-License-Identifier: Apache-2.0

import type { ManifestDocument } from './manifest-document.js';
import { ManifestError } from './manifest-error.js';
import type { ManifestBody } from './manifest-schema.js';

/** @throws ManifestError when there are several */
export function onlyDocument([document, second]: readonly ManifestDocument[]): ManifestDocument {
  if (document === undefined || second !== undefined) {
    throw new ManifestError([`${second?.placeOf([]) ?? 'the manifest'}: must be one document; apply takes several`]);
  }
  return document;
}

/** @throws ManifestError when the document is of another kind than these */
export function narrowTo<Kind extends ManifestBody['kind']>(
  { body, placeOf }: ManifestDocument,
  kinds: readonly Kind[],
): ManifestDocument<Extract<ManifestBody, { readonly kind: Kind }>> {
  if (!isOneOf(body, kinds)) {
    throw new ManifestError([`${placeOf(['kind'])}: kind must be ${kinds.join(' or ')} here`]);
  }
  return { body, placeOf };
}

function isOneOf<Kind extends ManifestBody['kind']>(
  body: ManifestBody,
  kinds: readonly Kind[],
): body is Extract<ManifestBody, { readonly kind: Kind }> {
  return (kinds as readonly string[]).includes(body.kind);
}
