// SPDX-License-Identifier: Apache-2.0

import type { Step } from './facts.js';
import type { ProposalKind } from './proposal.js';

/** By kind; the one list of all kinds that there are. */
export const acknowledgingSteps: Readonly<Record<ProposalKind, Step | undefined>> = {
  'deploy-chaincode': 'approve',
  'set-channel-state': undefined,
  'update-channel': 'sign',
  'create-channel': 'join',
  governance: undefined,
  emergency: undefined,
  'set-limits': undefined,
};

/**
 * The step by which an organization's agent has done what the proposal needs of it: an approved proposal is acknowledged
 * when it is done at every member. Undefined for kinds that need nothing of an agent.
 */
export function acknowledgingStep(kind: ProposalKind): Step | undefined {
  return acknowledgingSteps[kind];
}
