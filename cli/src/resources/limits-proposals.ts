// SPDX-License-Identifier: Apache-2.0

import type { SetLimits } from '@opssc/chaincode/model';
import type { ProposalResource } from './proposal-resource.js';

/** Proposals to change the limits on a consortium's resources. */
export const limitsProposals: ProposalResource = {
  path: '/limits/proposals',
  // An agent puts them into force.
  doneWhen: 'committed',
  subjectOf: ({ limits }) =>
    Object.entries((limits ?? {}) as Readonly<Record<string, unknown>>)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', '),
  bodyOf: ({ channelID, limits }) => ({ kind: 'set-limits' satisfies SetLimits['kind'], channelID, limits }),
  stepsOf: () => [],
};
