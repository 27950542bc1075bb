// SPDX-License-Identifier: Apache-2.0

import type { Subject } from './subject.js';

/**
 * The fact behind `ballot~ID`: several proposals that an organization votes on once. Each part is a proposal of its own,
 * with its own electorate, decision and execution; the votes and the withdrawal are facts under the ballot's ID. Times
 * are ISO 8601 in UTC, from the transaction.
 */
export interface Ballot {
  readonly id: string;
  /** IDs of the parts, in the order in which they were proposed: `ID.1`, `ID.2`, … */
  readonly proposals: readonly string[];
  /** `digest` of the list of the parts' digests, in that order: what a vote is cast on. */
  readonly digest: string;
  /** MSP ID. */
  readonly proposer: string;
  /** On whose word, if the organization's API server says it. */
  readonly subject?: Subject;
  readonly created: string;
  /** No vote counts after it, for no part. */
  readonly expires: string;
  readonly description?: string;
}
