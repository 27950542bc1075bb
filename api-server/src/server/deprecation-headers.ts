// SPDX-License-Identifier: Apache-2.0

import { API_BASE } from '../routes/api-base.js';
import type { Deprecation } from '../routes/route.js';

/** What tells clients that a route is on its way out (RFC 9745): since when, and where to read on. */
export function deprecationHeaders(deprecation: Deprecation | undefined): Readonly<Record<string, string>> {
  if (deprecation === undefined) {
    return {};
  }
  const { since, operationID } = deprecation;
  return {
    Deprecation: `@${String(Date.parse(since) / 1_000)}`,
    Link: `<${API_BASE}/docs#${operationID}>; rel="deprecation"; type="text/html"`,
  };
}
