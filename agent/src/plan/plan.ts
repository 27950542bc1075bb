// SPDX-License-Identifier: Apache-2.0

import type { Observed, Outcome, Policy, Receipt, ReceiptState, Step } from '@opssc/chaincode/model';
import type { Deployment } from '../desired/deployment.js';
import type { ObservedDeployment } from '../observe/observed-deployment.js';

/** `prepare`: not decided yet, only what binds nobody. `deploy`: decided. */
export type Stage = 'prepare' | 'deploy';

/** What the ops-channel says about a deployment. OpsSC's own bootstrap has nothing of it. */
export interface LedgerFacts {
  readonly policy: Policy;
  readonly receipts: readonly Receipt[];
  readonly outcome: Outcome | undefined;
}

/** What only this agent knows of a deployment, in milliseconds since the epoch; lost with the process, harmlessly. */
export interface Memory {
  /** Since when the own approval is seen. */
  readonly approvedSince?: number;
  /** Since when a majority, though not everyone, has approved. */
  readonly majoritySince?: number;
  /** Since when the commit may be tried. */
  readonly openSince?: number;
  /** Since when it is seen as committed on all own peers that answer. */
  readonly committedSince?: number;
  /** Since when the service does not answer. */
  readonly silentSince?: number;
  /** Since when enough organizations have failed. */
  readonly failedSince?: number;
}

/** A step that cannot succeed as proposed, with Fabric's reason. */
export interface Failure {
  readonly step: Step;
  readonly reason: string;
}

/** Transactions of this agent, for receipts and outcome. */
export interface OwnTransactions {
  readonly approve?: { readonly transactionID: string; readonly blockNumber: bigint };
  readonly commit?: { readonly transactionID: string; readonly blockNumber: bigint };
}

export interface PlanInput {
  readonly deployment: Deployment;
  readonly stage: Stage;
  readonly mspID: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly graceMilliseconds: number;
  readonly ledger: LedgerFacts | undefined;
  /** Why the organization will not carry it out. */
  readonly refusal: string | undefined;
  readonly failure: Failure | undefined;
  readonly transactions: OwnTransactions;
  /** Whether the own peer was asked already to endorse the approval before the decision. */
  readonly endorsementTried: boolean;
  readonly observed: ObservedDeployment;
  readonly memory: Memory;
}

/** One thing to change on the organization's nodes. All of one plan can be done at the same time. */
export type Action =
  | { readonly type: 'install'; readonly peer: string }
  | { readonly type: 'start-service' }
  | { readonly type: 'endorse-approval' }
  | { readonly type: 'approve' }
  /** The endorsers are MSP IDs of a majority that has approved. */
  | { readonly type: 'commit'; readonly endorsers: readonly string[] };

/** A fact that the ledger should hold. */
export interface PlannedReceipt {
  readonly step: Step;
  readonly state: ReceiptState;
  readonly detail: string;
  readonly observed?: Observed;
}

export interface PlannedOutcome {
  readonly status: Outcome['status'];
  readonly detail: string;
  readonly transactionID?: string;
  readonly block?: string;
}

/**
 * What brings the work on when the actions are done: nothing (it is finished), a block of the channel, or another try
 * by backoff. `after` (milliseconds) is a moment at which the plan changes by itself. `patience` (milliseconds) is how
 * much later than a block, or than its own actions, the next look will do.
 */
export interface Awaited {
  readonly blocks: boolean;
  readonly retry: boolean;
  readonly after?: number;
  readonly patience?: number;
}

export interface Plan {
  readonly actions: readonly Action[];
  readonly receipts: readonly PlannedReceipt[];
  readonly outcome?: PlannedOutcome;
  readonly awaited: Awaited;
  readonly memory: Memory;
  /** A later sequence is committed: nothing of this one is wanted any more. */
  readonly overtaken: boolean;
}
