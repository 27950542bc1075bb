// SPDX-License-Identifier: Apache-2.0

import type { StateManifest } from '../manifest/manifest-schema.js';
import { proposalOptions } from './proposal-options.js';

/** Body of the request that proposes to enable or disable a channel. */
export function stateRequest(manifest: StateManifest, now: Date) {
  const { channelID, state, description } = manifest;
  return {
    proposal: { channelID, state },
    ...(description !== undefined && { description }),
    ...proposalOptions(manifest, now),
  };
}
