// SPDX-License-Identifier: Apache-2.0

import type { SetChannelState } from '@opssc/chaincode/model';
import type { ProposalResource } from './proposal-resource.js';

/** Proposals to let OpsSC manage a channel or leave it alone. */
export const stateProposals: ProposalResource = {
  path: '/channel/stateProposals',
  // Nothing is left to the agents: the decision is what they go by.
  doneWhen: 'approved',
  subjectOf: ({ state }) => (state === 'disabled' ? 'disable the channel' : 'enable the channel'),
  bodyOf: ({ channelID, state }) => ({
    kind: 'set-channel-state' satisfies SetChannelState['kind'],
    channelID,
    state,
  }),
  stepsOf: () => [],
};
