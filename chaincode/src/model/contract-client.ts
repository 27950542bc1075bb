// SPDX-License-Identifier: Apache-2.0

import type { Observed, Outcome, ReceiptState, Step, VoteStatus } from './facts.js';
import type { Policy } from './policy.js';
import type { ChannelView, HistoryEntry, ProposalPage, ProposalView, Status, TaskID } from './view.js';

/** How a client reaches the contracts: `contract:Transaction`, one JSON argument in, JSON out. */
export interface ContractTransport {
  /** Query on the organization's own peers. */
  evaluate(transaction: string, argument: string): Promise<Uint8Array>;
  /** Endorse, order, and wait until it is committed; rejects unless it was committed as valid. */
  submit(transaction: string, argument: string): Promise<Submitted>;
}

export interface Submitted {
  readonly result: Uint8Array;
  readonly transactionID: string;
  readonly blockNumber: bigint;
}

export interface ProposeRequest {
  readonly id: string;
  readonly body: unknown;
  readonly description?: string;
  /** Asked for on top of the channel's policy (both must be satisfied), so it can only be stricter. */
  readonly policy?: Policy;
  /** ISO 8601; defaults to 7 days after the transaction, at most 90. */
  readonly expires?: string;
  /** The proposer's own vote in favour is cast with the proposal (as in v0.4) unless this is false. */
  readonly vote?: boolean;
}

export interface VoteRequest {
  readonly id: string;
  readonly status: VoteStatus;
  readonly comment?: string;
  readonly digest: string;
}

export interface ReceiptRequest {
  readonly id: string;
  readonly step: Step;
  readonly state: ReceiptState;
  readonly detail: string;
  readonly observed?: Observed;
}

export interface OutcomeRequest {
  readonly id: string;
  readonly status: Outcome['status'];
  readonly detail: string;
  readonly transactionID?: string;
  readonly block?: string;
}

export interface AttestRequest {
  readonly channelID: string;
  readonly members: readonly string[];
  readonly configSequence: number;
}

export interface ListRequest {
  readonly status?: Status;
  readonly channelID?: string;
  readonly chaincodeName?: string;
  /** 1 to 100, 50 if absent. */
  readonly pageSize?: number;
  readonly bookmark?: string;
}

/**
 * Typed calls of the contracts over any transport. A refusal by a contract is a `ContractError` with its code; other
 * failures of the transport pass through.
 */
export interface OpsClient {
  propose(request: ProposeRequest): Promise<Submitted>;
  vote(request: VoteRequest): Promise<Submitted>;
  withdraw(request: { readonly id: string; readonly comment?: string }): Promise<Submitted>;
  putReceipt(request: ReceiptRequest): Promise<Submitted>;
  putOutcome(request: OutcomeRequest): Promise<Submitted>;
  attest(request: AttestRequest): Promise<Submitted>;
  getProposal(id: string): Promise<ProposalView>;
  listProposals(request: ListRequest): Promise<ProposalPage>;
  getHistory(id: string, taskID?: TaskID): Promise<readonly HistoryEntry[]>;
  getChannel(channelID: string): Promise<ChannelView>;
  listChannels(): Promise<readonly ChannelView[]>;
}
