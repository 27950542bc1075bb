// SPDX-License-Identifier: Apache-2.0

import { setChannelStateSchema } from '@opssc/chaincode/model';
import { z } from 'zod';
import { proposalOptions } from './proposal-options.js';

/** Body of a new proposal about a channel's state. */
export const stateProposalRequestSchema = z.strictObject({
  proposal: setChannelStateSchema.omit({ kind: true }),
  ...proposalOptions,
});

export const stateProposalExamples = {
  'OpsSC shall leave a channel alone': { proposal: { channelID: 'mychannel', state: 'disabled' } },
};
