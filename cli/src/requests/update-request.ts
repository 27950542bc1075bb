// SPDX-License-Identifier: Apache-2.0

import type { UpdateManifest } from '../manifest/manifest-schema.js';
import { proposalOptions } from './proposal-options.js';

export interface UpdateRequestOptions {
  readonly manifest: UpdateManifest;
  /** Those of the manifest, or some of them; at least one. */
  readonly channels: readonly string[];
  readonly now: Date;
}

/** Body of the request that proposes a change of channels. */
export function updateRequest({ manifest, channels, now }: UpdateRequestOptions) {
  const { operations, description } = manifest;
  const proposal = {
    action: 'update',
    ...(channels.length === 1 ? { channelID: channels[0] } : { channelIDs: channels }),
    opsProfile: operations,
    ...(description !== undefined && { description }),
  };
  return { proposal, ...proposalOptions(manifest, now) };
}

/** The channels that a manifest names. */
export function channelsOf({ channelID, channelIDs = [] }: UpdateManifest): readonly string[] {
  return channelID === undefined ? channelIDs : [channelID];
}
