// SPDX-License-Identifier: Apache-2.0

import type { OpsContext } from '../contracts/ops-context.js';
import type { Emergency, Halt, Proposal } from '../model/index.js';
import { type Claim, type LedgerKey, ledgerKeys } from './ledger-key.js';
import { readDecision } from './read-decision.js';
import { readProposal } from './read-proposal.js';

type Reader = Pick<OpsContext, 'ledger' | 'time'>;

/** What an emergency proposal is about: one proposal, or everything on a channel. */
export type HaltTarget = Pick<Emergency, 'channelID' | 'proposalID'>;

/** Where the newest emergency proposal for a target is kept. */
export function haltKey({ channelID, proposalID }: HaltTarget): LedgerKey<Claim> {
  return proposalID === undefined ? ledgerKeys.channelHalt(channelID) : ledgerKeys.proposalHalt(proposalID);
}

/** The newest decision on halting just this target; undefined: there was never any. */
export async function readHalt(reader: Reader, target: HaltTarget): Promise<Halt | undefined> {
  const claim = await reader.ledger.get(haltKey(target));
  return claim && haltOfClaim(reader, claim);
}

/** The newest decisions that bear on a proposal: on itself, and on everything on its channel. */
export async function readHalts(reader: Reader, { id, body }: Proposal): Promise<readonly Halt[]> {
  const { channelID } = body;
  const own = await readHalt(reader, { channelID, proposalID: id });
  const all = await readHalt(reader, { channelID });
  return [own, all].filter((halt) => halt !== undefined);
}

/** What the proposal that claimed a target last decided or, where it is not approved, the one that was approved before. */
export async function haltOfClaim({ ledger, time }: Reader, claim: Claim): Promise<Halt | undefined> {
  const newest = await readProposal(ledger, claim.proposalID);
  const approved = (await readDecision(ledger, newest, time)) === 'approved';
  const decided = approved || claim.inForce === undefined ? newest : await readProposal(ledger, claim.inForce);
  const { body } = decided;
  if (body.kind !== 'emergency' || (decided === newest && !approved)) {
    return undefined;
  }
  const { channelID, proposalID, action } = body;
  return {
    channelID,
    ...(proposalID !== undefined && { proposalID }),
    state: action === 'halt' ? 'halted' : 'resumed',
    decidedBy: decided.id,
  };
}
