// SPDX-License-Identifier: Apache-2.0

import type { ApiClient } from '../api/api-client.js';
import { ApiError } from '../api/api-error.js';
import { type ChannelPreview, previewSchema } from '../api/preview-schema.js';
import { CliError } from '../cli-error.js';

/**
 * What a proposal for one channel would change; undefined when the server says that there is nothing to do.
 *
 * @param nothing the code with which it says so
 */
export async function previewChange(
  client: ApiClient,
  proposal: Readonly<Record<string, unknown>>,
  nothing: 'NOTHING_CHANGES' | 'CHANNEL_EXISTS',
): Promise<ChannelPreview | undefined> {
  try {
    const { channels } = await client.post('/channel/preview', { proposal }, previewSchema);
    const [channel] = channels;
    if (channel === undefined) {
      throw new CliError('the server sent a preview of no channel');
    }
    return channel;
  } catch (error) {
    if (error instanceof ApiError && error.code === nothing) {
      return undefined;
    }
    throw error;
  }
}
