// SPDX-License-Identifier: Apache-2.0

import type { Policy } from './policy.js';

/** How proposals of one scope are decided. */
export interface PolicyTerms {
  readonly policy: Policy;
  /** Seconds from a proposal to the end of its votes, at most; 7 days if absent. */
  readonly votingSeconds?: number;
  /** Seconds from a decision to the first action on it: time to call it off. None if absent. */
  readonly graceSeconds?: number;
}

/** The fact behind `policy~SCOPE`: written by the enactment of a decided governance proposal. */
export interface PolicyEntry {
  /** See `policyScopesOf`. */
  readonly scope: string;
  /** Absent: repealed, so what is less specific holds again. */
  readonly terms?: PolicyTerms;
  /** The governance proposal that decided it. */
  readonly proposalID: string;
  /** ISO 8601, UTC: of the transaction. */
  readonly time: string;
}

/** The fact behind `constitution`: the governance proposal that was enacted last, and who decided it. */
export interface Amendment {
  readonly proposalID: string;
  /** MSP IDs. */
  readonly members: readonly string[];
  readonly time: string;
}

/** What the organizations have given themselves. */
export interface ConstitutionView {
  /** In the order of their scopes, without those that were repealed. */
  readonly policies: readonly PolicyEntry[];
  /** Absent: nothing was decided yet, and the majority holds everywhere. */
  readonly amendment?: Amendment;
}
