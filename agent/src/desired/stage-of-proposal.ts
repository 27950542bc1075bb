// SPDX-License-Identifier: Apache-2.0

import { decide, type ProposalView } from '@opssc/chaincode/model';
import { graceLeft } from './grace-left.js';
import type { Stage } from '../plan/plan.js';

/** How early an organization installs: when a proposal is made, when it has voted for it, or when it is approved. */
export type InstallOn = 'proposal' | 'vote' | 'approval';

export interface StageOptions {
  readonly view: ProposalView;
  readonly mspID: string;
  readonly installOn: InstallOn;
  readonly now: Date;
}

/**
 * How far an organization may go with a proposal, by its own computation of the decision from the facts. `none`: not
 * yet. `over`: nothing will come of it. In the grace period after the decision it may prepare.
 */
export function stageOfProposal({ view, mspID, installOn, now }: StageOptions): Stage | 'none' | 'over' {
  const { proposal, votes, withdrawal, outcome } = view;
  switch (decide({ proposal, votes, now, ...(withdrawal === undefined ? {} : { withdrawal }) })) {
    case 'approved':
      if (outcome !== undefined) {
        return outcome.status === 'failed' ? 'over' : 'deploy';
      }
      return graceLeft(view, now) === undefined ? 'deploy' : 'prepare';
    case 'proposed': {
      const votedFor = votes.some((vote) => vote.mspID === mspID && vote.status === 'agreed');
      return installOn === 'proposal' || (installOn === 'vote' && votedFor) ? 'prepare' : 'none';
    }
    default:
      return 'over';
  }
}
