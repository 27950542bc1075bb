// SPDX-License-Identifier: Apache-2.0

import { parseDuration } from '../parse-duration.js';
import type { ManifestBody } from '../manifest/manifest-schema.js';

/** What stands beside `proposal` in a request, as a document has it. */
export function proposalOptions(
  { policy, expires, expiresIn, vote }: ManifestBody,
  now: Date,
): Record<string, unknown> {
  const deadline = expiresIn === undefined ? expires : new Date(now.getTime() + parseDuration(expiresIn)).toISOString();
  return {
    ...(policy !== undefined && { policy }),
    ...(deadline !== undefined && { expires: deadline }),
    ...(vote !== undefined && { vote }),
  };
}
