// SPDX-License-Identifier: Apache-2.0

import { ledgerKeys } from '../ledger/ledger-key.js';
import { ContractError, type SetChannelState } from '../model/index.js';
import type { Kind } from './kind.js';

/** Let OpsSC manage a channel or leave it alone: takes effect when it is approved, so it is open only until then. */
export const setChannelState: Kind<SetChannelState> = {
  validate({ channelID, state }, { channelState }) {
    if (channelState === 'ops') {
      throw new ContractError({
        code: 'INVALID_ARGUMENT',
        field: 'body.channelID',
        text: `is the ops-channel ${channelID}, whose state is fixed`,
      });
    }
    if (channelState === 'disabled' && state !== 'application') {
      throw new ContractError({ code: 'CHANNEL_DISABLED', text: `channel ${channelID} is disabled for OpsSC already` });
    }
  },

  target: {
    key: ({ channelID }) => ledgerKeys.channelTarget(channelID),
    isHeldAt: (status) => status === 'proposed',
  },
};
