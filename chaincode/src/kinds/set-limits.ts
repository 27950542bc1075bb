// SPDX-License-Identifier: Apache-2.0

import { resourceKeys } from '../ledger/resource-key.js';
import { ContractError, type SetLimits } from '../model/index.js';
import type { Kind } from './kind.js';

/**
 * Change limits on resources: the members of the ops-channel decide. It is open until it is put into force, so that limits
 * change in the order in which they were decided.
 */
export const setLimits: Kind<SetLimits> = {
  validate({ channelID }, { channelState }) {
    if (channelState !== 'ops') {
      const text = `must be the ops-channel, not ${channelID}: limits hold for all`;
      throw new ContractError({ code: 'INVALID_ARGUMENT', field: 'body.channelID', text });
    }
  },

  target: {
    key: () => resourceKeys.limitsTarget(),
    isHeldAt: (status) => status === 'proposed' || status === 'approved' || status === 'acknowledged',
  },
};
