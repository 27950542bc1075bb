// SPDX-License-Identifier: Apache-2.0

import { ContractError, type UpdateChannel } from '../model/index.js';
import type { Kind } from './kind.js';

/**
 * Change a channel's configuration, the ops-channel's included. Several may be open: each is computed from the
 * configuration that it finds when it is carried out.
 */
export const updateChannel: Kind<UpdateChannel> = {
  validate({ channelID }, { channelState }) {
    if (channelState === 'disabled') {
      throw new ContractError({ code: 'CHANNEL_DISABLED', text: `channel ${channelID} is disabled for OpsSC` });
    }
  },
};
