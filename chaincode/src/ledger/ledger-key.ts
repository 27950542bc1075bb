// SPDX-License-Identifier: Apache-2.0

import type {
  AgentStop,
  Amendment,
  Attestation,
  Ballot,
  ChannelState,
  Outcome,
  PolicyEntry,
  Proposal,
  Receipt,
  Step,
  UpdateSignature,
  Vote,
  Withdrawal,
} from '../model/index.js';

/** A composite key, or the beginning of some, and the type of the fact behind it. */
export interface LedgerKey<Fact> {
  readonly objectType: string;
  readonly attributes: readonly string[];
  /** Never there: carries the type only. */
  readonly fact?: Fact;
}

/** The fact behind `target~…`, `creation~CHANNEL`, …: the proposal that holds the target, or held it last. */
export interface Claim {
  readonly proposalID: string;
  /** The channel's state when the proposal was made: still the state if the proposal is not approved. */
  readonly channelState: 'ops' | ChannelState;
  /** The newest proposal for the target before this one that was approved. */
  readonly inForce?: string;
}

/** The fact behind `committed~CHANNEL~NAME`: the highest sequence that OpsSC saw committed. */
export interface LatestCommitted {
  readonly proposalID: string;
  readonly sequence: number;
}

/** The fact behind `listed~TIME~ID`: what lists filter by before they read more. */
export interface ListedProposal {
  readonly proposalID: string;
  readonly channelID: string;
  readonly chaincodeName?: string;
  /** ISO 8601, UTC: the deadline for votes. */
  readonly expires: string;
  /** The status that it has for good, once a withdrawal or an outcome is written. */
  readonly ended?: 'withdrawn' | Outcome['status'];
}

/** Every key of the ledger. */
export const ledgerKeys = {
  proposal: (id: string): LedgerKey<Proposal> => key('proposal', id),
  ballot: (id: string): LedgerKey<Ballot> => key('ballot', id),
  vote: (id: string, mspID: string): LedgerKey<Vote> => key('vote', id, mspID),
  votes: (id: string): LedgerKey<Vote> => key('vote', id),
  withdrawal: (id: string): LedgerKey<Withdrawal> => key('withdrawal', id),
  receipt: (id: string, mspID: string, step: Step): LedgerKey<Receipt> => key('receipt', id, mspID, step),
  receipts: (id: string): LedgerKey<Receipt> => key('receipt', id),
  signature: (id: string, updateDigest: string, mspID: string): LedgerKey<UpdateSignature> =>
    key('signature', id, updateDigest, mspID),
  signatures: (id: string): LedgerKey<UpdateSignature> => key('signature', id),
  outcome: (id: string): LedgerKey<Outcome> => key('outcome', id),
  chaincodeTarget: (channelID: string, name: string, sequence: number): LedgerKey<Claim> =>
    key('target', channelID, name, String(sequence)),
  channelTarget: (channelID: string): LedgerKey<Claim> => key('target', channelID),
  creation: (channelID: string): LedgerKey<Claim> => key('creation', channelID),
  openAmendment: (): LedgerKey<Claim> => key('amendment'),
  amendment: (): LedgerKey<Amendment> => key('constitution'),
  policy: (scope: string): LedgerKey<PolicyEntry> => key('policy', scope),
  policies: (): LedgerKey<PolicyEntry> => key('policy'),
  channelHalt: (channelID: string): LedgerKey<Claim> => key('halt', 'channel', channelID),
  proposalHalt: (id: string): LedgerKey<Claim> => key('halt', 'proposal', id),
  halts: (): LedgerKey<Claim> => key('halt'),
  stopped: (mspID: string): LedgerKey<AgentStop> => key('stopped', mspID),
  allStopped: (): LedgerKey<AgentStop> => key('stopped'),
  committed: (channelID: string, name: string): LedgerKey<LatestCommitted> => key('committed', channelID, name),
  listed: ({ created, id }: Pick<Proposal, 'created' | 'id'>): LedgerKey<ListedProposal> =>
    key('listed', descending(new Date(created)), id),
  allListed: (): LedgerKey<ListedProposal> => key('listed'),
  attestation: (channelID: string, mspID: string): LedgerKey<Attestation> => key('attestation', channelID, mspID),
  attestations: (channelID: string): LedgerKey<Attestation> => key('attestation', channelID),
  allAttestations: (): LedgerKey<Attestation> => key('attestation'),
} as const;

function key<Fact>(objectType: string, ...attributes: readonly string[]): LedgerKey<Fact> {
  return { objectType, attributes };
}

/** The last millisecond that a `Date` can hold. */
const endOfTime = 8_640_000_000_000_000;

/** Text whose ascending order is the descending order of times: the newest proposal comes first in a range. */
function descending(time: Date): string {
  return String(endOfTime - time.getTime()).padStart(16, '0');
}
