// SPDX-License-Identifier: Apache-2.0

import type { OpenapiDocument } from './openapi-types.js';

/** The API's description in its two forms. */
export interface Documentation {
  openapi(): OpenapiDocument;
  /** HTML. */
  page(): string;
  /** CSS of the page. */
  readonly style: string;
}
