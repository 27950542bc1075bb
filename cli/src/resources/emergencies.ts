// SPDX-License-Identifier: Apache-2.0

import type { Emergency } from '@opssc/chaincode/model';
import type { ProposalResource } from './proposal-resource.js';

/** Proposals to halt what is being carried out, or to let it go on. */
export const emergencies: ProposalResource = {
  path: '/governance/emergencies',
  // Agents look at it before they act: the decision is all that it takes.
  doneWhen: 'approved',
  subjectOf: ({ action, proposalID }) =>
    `${action === 'halt' ? 'halt' : 'resume'} ${typeof proposalID === 'string' ? proposalID : 'everything'}`,
  bodyOf: ({ channelID, action, proposalID }) => ({
    kind: 'emergency' satisfies Emergency['kind'],
    channelID,
    ...(proposalID !== undefined && { proposalID }),
    action,
  }),
  stepsOf: () => [],
};
