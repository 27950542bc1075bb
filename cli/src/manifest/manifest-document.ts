// SPDX-License-Identifier: Apache-2.0

import type { ManifestBody } from './manifest-schema.js';

export type FieldPath = readonly (string | number)[];

/** One document of a manifest. */
export interface ManifestDocument<Body extends ManifestBody = ManifestBody> {
  readonly body: Body;
  /** Where a field stands, for people: `trade.yaml:12`. Of a field that is not there: where it would belong. */
  readonly placeOf: (path: FieldPath) => string;
}
