// SPDX-License-Identifier: Apache-2.0

import type { Attributed, Subject } from './subject.js';

/** The fact behind `vote~ID~MSP`: written once. */
export interface Vote {
  /** ID of the proposal, or of the ballot that it is a part of. */
  readonly proposalID: string;
  readonly mspID: string;
  readonly status: VoteStatus;
  readonly comment: string;
  /** The digest that the organization voted on: of the proposal, or of the ballot. */
  readonly digest: string;
  /** On whose word, if the organization's API server says it. */
  readonly subject?: Subject;
  readonly time: string;
}

export type VoteStatus = 'agreed' | 'disagreed';

/** The fact behind `withdrawal~ID`. */
export interface Withdrawal {
  /** ID of the proposal, or of the ballot that it is a part of. */
  readonly proposalID: string;
  readonly mspID: string;
  readonly comment: string;
  /** On whose word, if the organization's API server says it. */
  readonly subject?: Subject;
  readonly time: string;
}

/**
 * Steps of an agent's work. `verify` is only ever written when it fails. A chaincode: `install`, `service`, `approve`,
 * `commit`. A channel's update: `sign`, `commit` (the update was submitted), `apply` (own peers have the configuration).
 * A new channel: `join` (own orderers and peers), `apply` (anchor peers are set, the channel is attested). `halt` is
 * `waiting` while the organizations have halted it and the agent obeys, and `done` when they have resumed it.
 */
export type Step = 'verify' | 'install' | 'service' | 'approve' | 'sign' | 'join' | 'commit' | 'apply' | 'halt';

/**
 * `done`: observed on the organization's own nodes. `waiting`: will be tried again by itself (a peer is down).
 * `failed`: cannot succeed as proposed. `refused`: the organization's agent will not do it, and says why.
 */
export type ReceiptState = 'done' | 'waiting' | 'failed' | 'refused';

/** The fact behind `receipt~ID~MSP~STEP`: written by that MSP only, and may be replaced by it. */
export interface Receipt {
  readonly proposalID: string;
  readonly mspID: string;
  readonly step: Step;
  readonly state: ReceiptState;
  /** For a person: what was done, or why not. */
  readonly detail: string;
  readonly observed: Observed;
  readonly time: string;
}

/** What the agent saw on its nodes. */
export interface Observed {
  readonly packageID?: string;
  readonly peers?: readonly string[];
  readonly transactionID?: string;
  /** Block number as decimal text (64 bits). */
  readonly block?: string;
  /** Hex SHA-256 of a configuration update. */
  readonly updateDigest?: string;
  /** Sequence of the channel's configuration on its nodes. */
  readonly configSequence?: number;
  /** MSP IDs whose signature on the update is missing. */
  readonly awaiting?: readonly string[];
  /** Own ordering nodes. */
  readonly orderers?: readonly string[];
}

/**
 * The fact behind `signature~ID~UPDATE_DIGEST~MSP`: one organization's signature on the update that an approved proposal
 * gives for one configuration of the channel. Written by that MSP only; the first one stays, unless the channel's
 * configuration has moved on and the update is still the same.
 */
export interface UpdateSignature {
  readonly proposalID: string;
  readonly mspID: string;
  /** Hex SHA-256 of the bytes of the `common.ConfigUpdate`. */
  readonly updateDigest: string;
  /** Sequence of the configuration that the update was computed from. */
  readonly configSequence: number;
  /** Base64 of a `common.ConfigSignature`. Whoever uses it verifies it first. */
  readonly signature: string;
  readonly time: string;
}

/** The fact behind `outcome~ID`: written once, by an organization of the electorate. */
export interface Outcome extends Attributed {
  readonly proposalID: string;
  readonly mspID: string;
  readonly status: 'committed' | 'failed';
  readonly detail: string;
  readonly transactionID?: string;
  readonly block?: string;
  readonly time: string;
}

/** The fact behind `attestation~CHANNEL~MSP`: what that organization's peers have as the channel's configuration. */
export interface Attestation {
  readonly channelID: string;
  readonly mspID: string;
  /** MSP IDs of the channel's application organizations, in ascending order. */
  readonly members: readonly string[];
  readonly configSequence: number;
  readonly time: string;
}

/** The fact behind `stopped~MSP`: whether an organization has told its own agents to stop. Written by that MSP only. */
export interface AgentStop extends Attributed {
  readonly mspID: string;
  readonly stopped: boolean;
  /** For a person: why. */
  readonly comment: string;
  readonly time: string;
}
