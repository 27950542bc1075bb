// SPDX-License-Identifier: Apache-2.0

import { type Ballot, ContractError, type Proposal } from '../model/index.js';
import type { FactLedger } from './fact-ledger.js';
import { ledgerKeys } from './ledger-key.js';
import { readProposal } from './read-proposal.js';

/** What an organization votes on: a proposal, or a ballot of several. Made of facts that never change. */
export interface Motion {
  /** Votes and withdrawal are under this ID. */
  readonly id: string;
  readonly digest: string;
  readonly proposer: string;
  readonly expires: string;
  /** What it decides; a proposal is its own only part. */
  readonly parts: readonly [Proposal, ...Proposal[]];
  readonly ballot?: Ballot;
}

/**
 * The motion of this ID, or that the proposal of this ID is a part of.
 *
 * @throws ContractError `NOT_FOUND`
 */
export async function readMotion(ledger: FactLedger, id: string): Promise<Motion> {
  const proposal = await ledger.get(ledgerKeys.proposal(id));
  if (proposal !== undefined && proposal.ballot === undefined) {
    const { digest, proposer, expires } = proposal;
    return { id, digest, proposer, expires, parts: [proposal] };
  }
  const ballot = await ledger.get(ledgerKeys.ballot(proposal?.ballot ?? id));
  const [first, ...others] = await readParts(ledger, ballot?.proposals ?? []);
  if (ballot === undefined || first === undefined) {
    throw new ContractError({ code: 'NOT_FOUND', text: `there is no proposal ${id}` });
  }
  const { digest, proposer, expires } = ballot;
  return { id: ballot.id, digest, proposer, expires, parts: [first, ...others], ballot };
}

async function readParts(ledger: FactLedger, ids: readonly string[]): Promise<readonly Proposal[]> {
  const parts: Proposal[] = [];
  for (const id of ids) {
    parts.push(await readProposal(ledger, id));
  }
  return parts;
}
