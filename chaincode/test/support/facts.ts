// SPDX-License-Identifier: Apache-2.0

import type { Policy, Proposal, Receipt, Vote, VoteStatus } from '../../src/model/index.js';

export const created = '2030-01-01T00:00:00.000Z';
export const expires = '2030-01-08T00:00:00.000Z';

export function newProposal(members: readonly string[], policy: Policy = { type: 'majority' }): Proposal {
  return {
    id: 'p1',
    body: { kind: 'set-channel-state', channelID: 'mychannel', state: 'disabled' },
    proposer: members[0] ?? 'Org1MSP',
    electorate: { members, policy, configSequence: 1 },
    created,
    expires,
    digest: 'd'.repeat(64),
  };
}

export function newVote(mspID: string, status: VoteStatus, time = created): Vote {
  return { proposalID: 'p1', mspID, status, comment: '', digest: 'd'.repeat(64), time };
}

export function newReceipt(mspID: string, more: Pick<Receipt, 'step' | 'state'> & Partial<Receipt>): Receipt {
  return { proposalID: 'p1', mspID, detail: `${more.step} ${more.state}`, observed: {}, time: created, ...more };
}
