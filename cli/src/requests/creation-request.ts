// SPDX-License-Identifier: Apache-2.0

import type { CreationManifest } from '../manifest/manifest-schema.js';
import { proposalOptions } from './proposal-options.js';

/** Body of the request that proposes a new channel. */
export function creationRequest(manifest: CreationManifest, now: Date) {
  const { channelID, profile, description } = manifest;
  const proposal = {
    action: 'create',
    channelID,
    opsProfile: profile,
    ...(description !== undefined && { description }),
  };
  return { proposal, ...proposalOptions(manifest, now) };
}
