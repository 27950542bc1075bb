// SPDX-License-Identifier: Apache-2.0

import {
  type Electorate,
  parseRequest,
  type Policy,
  type Proposal,
  type ProposalBody,
  proposalBodySchema,
  type Receipt,
  type UpdateSignature,
  type Vote,
  type VoteStatus,
} from '../../src/model/index.js';
import { deployBody } from './bodies.js';

export const created = '2030-01-01T00:00:00.000Z';
export const expires = '2030-01-08T00:00:00.000Z';

export function newProposal(members: readonly string[], policy: Policy = { type: 'majority' }): Proposal {
  return newProposalOf(parseRequest(proposalBodySchema, deployBody()), { members, policy });
}

export function newProposalOf(body: ProposalBody, electorate: Omit<Electorate, 'configSequence'>): Proposal {
  const { members } = electorate;
  return {
    id: 'p1',
    body,
    proposer: members[0] ?? 'Org1MSP',
    electorate: { ...electorate, configSequence: 1 },
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

export function newSignature(mspID: string, more: Partial<UpdateSignature> = {}): UpdateSignature {
  return {
    proposalID: 'p1',
    mspID,
    updateDigest: 'a'.repeat(64),
    configSequence: 1,
    signature: 'c2ln',
    time: created,
    ...more,
  };
}
