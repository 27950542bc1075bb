// SPDX-License-Identifier: Apache-2.0

import type { Ballot } from './ballot.js';
import type { Attestation, Outcome, Receipt, UpdateSignature, Vote, Withdrawal } from './facts.js';
import type { Halt } from './halt.js';
import type { ChannelState, Proposal } from './proposal.js';
import type { Subject } from './subject.js';

/** The decision alone: from votes, withdrawal and deadline. */
export type Decision = 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'expired';

/**
 * A decision refined by receipts and outcome. `acknowledged`: every member's agent has done its own part, see
 * `acknowledgingStep`. `superseded`: approved, but a later sequence of the same target was committed first.
 */
export type Status = Decision | 'acknowledged' | 'committed' | 'failed' | 'superseded';

/** All that the ledger holds about one proposal. */
export interface ProposalFacts {
  readonly proposal: Proposal;
  /** For a part of a ballot, the ballot's: also those of organizations that do not decide on this part. */
  readonly votes: readonly Vote[];
  readonly withdrawal?: Withdrawal;
  readonly receipts: readonly Receipt[];
  /** Of each organization those for the newest configurations, see `newestSignatures`. */
  readonly signatures: readonly UpdateSignature[];
  readonly outcome?: Outcome;
  /** ID of the proposal of a later sequence of the same target that was committed. */
  readonly supersededBy?: string;
}

/** All facts of one proposal, and the status that they give at the time of the query. */
export interface ProposalView extends ProposalFacts {
  readonly status: Status;
  readonly decision: Decision;
  /**
   * Of an approved proposal without an outcome: the newest decisions on halting it or everything on its channel. Where it
   * is read alone, also of one that is still open.
   */
  readonly halts?: readonly Halt[];
}

/** A ballot and its parts, in its order. */
export interface BallotView {
  readonly ballot: Ballot;
  readonly proposals: readonly ProposalView[];
}

export interface ProposalPage {
  readonly proposals: readonly ProposalView[];
  /** Empty on the last page. */
  readonly bookmark: string;
}

/** The channel as the registry has it. */
export interface ChannelView {
  readonly channelID: string;
  readonly state: 'ops' | ChannelState;
  /** From the newest attestation that a majority of its own members share; empty while there is none. */
  readonly members: readonly string[];
  readonly configSequence: number;
  readonly attestations: readonly Attestation[];
  /** The newest decision on halting everything on it; absent: there was never any. */
  readonly halt?: Halt;
}

/** v0.4's task names. */
export type TaskID = 'vote' | 'acknowledge' | 'commit';

/** One organization's entry in a history, in v0.4's shape. */
export interface HistoryEntry {
  readonly proposalID: string;
  readonly taskID: TaskID;
  readonly orgID: string;
  /** `agreed` or `disagreed` for a vote; `success`, `failure` or `waiting` for the others. */
  readonly status: string;
  readonly data: string;
  /** Of a vote: on whose word, where that is known. */
  readonly subject?: Subject;
  readonly time: string;
}
