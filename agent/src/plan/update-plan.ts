// SPDX-License-Identifier: Apache-2.0

import type { Will } from '../desired/signing-will.js';
import type { ObservedUpdate } from '../observe/observed-update.js';
import type { Failure, LedgerFacts, PlannedOutcome, PlannedReceipt } from './plan.js';

/** What only this agent knows, in milliseconds since the epoch; lost with the process, harmlessly. */
export interface UpdateMemory {
  /** The round of signatures that `missingSince`, `completeSince` and `sentAt` are about. */
  readonly updateDigest?: string;
  /** Since when just these organizations' signatures are there: of one more, it starts anew. */
  readonly missingSince?: { readonly signers: string; readonly at: number };
  readonly completeSince?: number;
  readonly sentAt?: number;
  readonly inForceSince?: number;
  readonly failedSince?: number;
}

export interface UpdatePlanInput {
  readonly id: string;
  readonly electorate: readonly string[];
  readonly mspID: string;
  readonly now: number;
  readonly will: Will;
  readonly ledger: LedgerFacts;
  /** Why the organization will not carry it out. */
  readonly refusal: string | undefined;
  /** What the ordering service said, often enough to be believed. */
  readonly failure: Failure | undefined;
  readonly observed: ObservedUpdate;
  /** Digests of the updates that the organization has signed for it. */
  readonly signed: readonly string[];
  /** ID of an earlier decision on the channel that is not in force yet; what is impossible now may be possible after it. */
  readonly predecessor: string | undefined;
  readonly memory: UpdateMemory;
}

export interface UpdatePlan {
  readonly action: 'sign' | 'submit' | undefined;
  readonly receipts: readonly PlannedReceipt[];
  readonly outcome?: PlannedOutcome;
  /** Milliseconds until it changes by itself. */
  readonly after?: number | undefined;
  readonly memory: UpdateMemory;
  /** Nothing more is to be done, or said, about it. */
  readonly settled: boolean;
}
