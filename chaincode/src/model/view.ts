// SPDX-License-Identifier: Apache-2.0

import type { Attestation, Outcome, Receipt, Vote, Withdrawal } from './facts.js';
import type { ChannelState, Proposal } from './proposal.js';

/** The decision alone: from votes, withdrawal and deadline. */
export type Decision = 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'expired';

/**
 * A decision refined by receipts and outcome. `acknowledged`: every member's agent has approved the definition.
 * `superseded`: approved, but a later sequence of the same target was committed first.
 */
export type Status = Decision | 'acknowledged' | 'committed' | 'failed' | 'superseded';

/** All that the ledger holds about one proposal. */
export interface ProposalFacts {
  readonly proposal: Proposal;
  readonly votes: readonly Vote[];
  readonly withdrawal?: Withdrawal;
  readonly receipts: readonly Receipt[];
  readonly outcome?: Outcome;
  /** ID of the proposal of a later sequence of the same target that was committed. */
  readonly supersededBy?: string;
}

/** All facts of one proposal, and the status that they give at the time of the query. */
export interface ProposalView extends ProposalFacts {
  readonly status: Status;
  readonly decision: Decision;
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
  readonly time: string;
}
