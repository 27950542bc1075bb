// SPDX-License-Identifier: Apache-2.0

import type { Step } from './facts.js';
import type { ProposalKind } from './proposal.js';

const steps: Readonly<Record<ProposalKind, Step | undefined>> = {
  'deploy-chaincode': 'approve',
  'set-channel-state': undefined,
  'update-channel': 'sign',
  'create-channel': 'join',
  'set-limits': undefined,
};

/**
 * The step by which an organization's agent has done what the proposal needs of it: an approved proposal is acknowledged
 * when it is done at every member. Undefined for kinds that need nothing of an agent.
 */
export function acknowledgingStep(kind: ProposalKind): Step | undefined {
  return steps[kind];
}
