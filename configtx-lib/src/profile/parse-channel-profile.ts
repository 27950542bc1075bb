// SPDX-License-Identifier: Apache-2.0

import type { ChannelProfile } from '../channel-profile.js';
import { parseData } from './parse-data.js';
import { channelProfileSchema } from './schema/channel-profile-schema.js';
import { type ChannelCreationBase, isChannelCreation, readChannelCreation } from './v04/channel-creation.js';

const path = 'profile';

export interface ParseChannelProfileOptions {
  /** For a profile of OpsSC v0.4: what it relied on the system channel for. */
  readonly base?: ChannelCreationBase;
}

/**
 * Reads the profile of a new channel from JSON data, or OpsSC v0.4's.
 *
 * @throws ConfigTxError `INVALID_PROFILE` with the path of the first element that is wrong
 */
export function parseChannelProfile(input: unknown, { base }: ParseChannelProfileOptions = {}): ChannelProfile {
  return isChannelCreation(input)
    ? readChannelCreation({ input, path, base })
    : parseData({ schema: channelProfileSchema, input, path });
}
