// SPDX-License-Identifier: Apache-2.0

import { acknowledgingSteps } from './acknowledging-step.js';
import type { ProposalKind } from './proposal.js';

/** Every kind of proposal. */
export const proposalKinds = Object.keys(acknowledgingSteps) as readonly ProposalKind[];
