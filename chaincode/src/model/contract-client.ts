// SPDX-License-Identifier: Apache-2.0

import type { ConstitutionView } from './constitution.js';
import type { AgentStop, Observed, Outcome, ReceiptState, Step, VoteStatus } from './facts.js';
import type { Halt } from './halt.js';
import type { Policy } from './policy.js';
import type { Attributed, Subject } from './subject.js';
import type { BallotView, ChannelView, HistoryEntry, ProposalPage, ProposalView, Status, TaskID } from './view.js';

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

/** Either `body`, or `bodies` for a ballot. */
export interface ProposeRequest {
  /** At most 64 characters; 61 for a ballot, whose parts are `ID.1`, `ID.2`, … */
  readonly id: string;
  readonly body?: unknown;
  /** 2 to 20 of the kind `update-channel`, each for another channel: an organization votes on all of them at once. */
  readonly bodies?: readonly unknown[];
  readonly description?: string;
  /** Asked for on top of the policy in force (both must be satisfied), so it can only be stricter; as tree or text. */
  readonly policy?: Policy | string;
  /** ISO 8601; defaults to what the constitution says, or 7 days after the transaction; at most that, or 90 days. */
  readonly expires?: string;
  /** The proposer's own vote in favour is cast with the proposal (as in v0.4) unless this is false. */
  readonly vote?: boolean;
  /** On whose word; also of the vote that is cast with it. */
  readonly subject?: Subject;
}

export interface VoteRequest {
  /** Of a proposal or a ballot; that of a part means its ballot. */
  readonly id: string;
  readonly status: VoteStatus;
  readonly comment?: string;
  /** Of the proposal, or of the ballot. */
  readonly digest: string;
  /** On whose word. */
  readonly subject?: Subject;
}

export interface WithdrawRequest {
  /** Of a proposal or a ballot; that of a part means its ballot. */
  readonly id: string;
  readonly comment?: string;
  /** On whose word. */
  readonly subject?: Subject;
}

export interface ReceiptRequest {
  readonly id: string;
  readonly step: Step;
  readonly state: ReceiptState;
  readonly detail: string;
  readonly observed?: Observed;
}

export interface SignatureRequest {
  readonly id: string;
  /** Hex SHA-256 of the bytes of the update. */
  readonly updateDigest: string;
  /** Sequence of the configuration that the update was computed from. */
  readonly configSequence: number;
  /** Base64 of a `common.ConfigSignature`, at most 16 KiB. */
  readonly signature: string;
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

export interface AgentStopRequest extends Attributed {
  readonly stopped: boolean;
  readonly comment?: string;
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
  withdraw(request: WithdrawRequest): Promise<Submitted>;
  putReceipt(request: ReceiptRequest): Promise<Submitted>;
  putSignature(request: SignatureRequest): Promise<Submitted>;
  putOutcome(request: OutcomeRequest): Promise<Submitted>;
  attest(request: AttestRequest): Promise<Submitted>;
  getProposal(id: string): Promise<ProposalView>;
  /** By the ID of the ballot or of one of its parts. */
  getBallot(id: string): Promise<BallotView>;
  listProposals(request: ListRequest): Promise<ProposalPage>;
  getHistory(id: string, taskID?: TaskID): Promise<readonly HistoryEntry[]>;
  getChannel(channelID: string): Promise<ChannelView>;
  listChannels(): Promise<readonly ChannelView[]>;
  /** Puts a decided governance proposal into force. */
  enact(id: string): Promise<Submitted>;
  /** Tells the own organization's agents to stop, or to go on. */
  setAgent(request: AgentStopRequest): Promise<Submitted>;
  getConstitution(): Promise<ConstitutionView>;
  /** What is halted now. */
  listHalts(): Promise<readonly Halt[]>;
  /** Of every organization that ever stopped its agents. */
  listAgents(): Promise<readonly AgentStop[]>;
}
