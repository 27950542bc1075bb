// SPDX-License-Identifier: Apache-2.0

import { chaincodeProposals } from './chaincode-proposals.js';
import { channelProposals } from './channel-proposals.js';
import { emergencies } from './emergencies.js';
import { governanceProposals } from './governance-proposals.js';
import { limitsProposals } from './limits-proposals.js';
import type { ProposalResource } from './proposal-resource.js';
import { stateProposals } from './state-proposals.js';

/** Every resource of proposals, for commands that take an ID of any kind. */
export const proposalResources: readonly ProposalResource[] = [
  chaincodeProposals,
  channelProposals,
  stateProposals,
  governanceProposals,
  emergencies,
  limitsProposals,
];
