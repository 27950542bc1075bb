// SPDX-License-Identifier: Apache-2.0

import type { Status } from '@opssc/chaincode/model';
import type { ShownProposal } from '../api/proposal-schema.js';

/** One resource of the API whose members are proposals. A new one is one file here and a line in a list of them. */
export interface ProposalResource {
  /** Of its list. */
  readonly path: string;
  /** What it is about, in a table: `trade, sequence 2`. */
  subjectOf(proposal: ShownProposal): string;
  /**
   * What was proposed, as the ledger has it: votes are cast on the SHA-256 of its canonical JSON, so it must be complete.
   * It is also what a voter is shown.
   */
  bodyOf(proposal: ShownProposal): Readonly<Record<string, unknown>>;
  /** The status with which a proposal is carried out. */
  readonly doneWhen: Extract<Status, 'approved' | 'committed'>;
  /** Steps of the agents' work, in their order. */
  stepsOf(proposal: ShownProposal): readonly string[];
}
