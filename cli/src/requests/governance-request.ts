// SPDX-License-Identifier: Apache-2.0

import type { GovernanceManifest } from '../manifest/manifest-schema.js';
import { proposalOptions } from './proposal-options.js';

export interface GovernanceRequestOptions {
  readonly manifest: GovernanceManifest;
  /** Those of the manifest, or some of them; at least one. */
  readonly changes: readonly object[];
  readonly now: Date;
}

/** Body of the request that proposes to change the constitution. */
export function governanceRequest({ manifest, changes, now }: GovernanceRequestOptions) {
  const { description } = manifest;
  return {
    proposal: { changes },
    ...(description !== undefined && { description }),
    ...proposalOptions(manifest, now),
  };
}
