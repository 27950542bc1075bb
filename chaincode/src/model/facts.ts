// SPDX-License-Identifier: Apache-2.0

/** The fact behind `vote~ID~MSP`: written once. */
export interface Vote {
  readonly proposalID: string;
  readonly mspID: string;
  readonly status: VoteStatus;
  readonly comment: string;
  /** The proposal's digest that the organization voted on. */
  readonly digest: string;
  readonly time: string;
}

export type VoteStatus = 'agreed' | 'disagreed';

/** The fact behind `withdrawal~ID`. */
export interface Withdrawal {
  readonly proposalID: string;
  readonly mspID: string;
  readonly comment: string;
  readonly time: string;
}

/** Steps of an agent's work, in their order. `verify` is only ever written when it fails. */
export type Step = 'verify' | 'install' | 'service' | 'approve' | 'commit' | 'apply';

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
}

/** The fact behind `outcome~ID`: written once, by an organization of the electorate. */
export interface Outcome {
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
