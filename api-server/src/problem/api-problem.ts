// SPDX-License-Identifier: Apache-2.0

import type { VoteView } from '../views/vote-view-schema.js';
import { type ProblemCode, problemCodes } from './problem-codes.js';

/** One field that is wrong. */
export interface FieldProblem {
  /** Path in the body such as `proposal.chaincodeDefinition.sequence`, or the name of a parameter. */
  readonly field: string;
  readonly message: string;
}

export interface ApiProblemOptions {
  readonly code: ProblemCode;
  /** For a person, on one line. */
  readonly detail: string;
  readonly fields?: readonly FieldProblem[];
  /** Response headers, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly transactionID?: string | undefined;
  /** The organization's vote that stands. */
  readonly vote?: VoteView;
  readonly cause?: unknown;
}

/** What a request is refused with. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly fields: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;
  readonly transactionID: string | undefined;
  readonly vote: VoteView | undefined;

  constructor({ code, detail, fields = [], headers = {}, transactionID, vote, cause }: ApiProblemOptions) {
    super(detail, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fields = fields;
    this.headers = headers;
    this.transactionID = transactionID;
    this.vote = vote;
  }

  get httpStatus(): number {
    return problemCodes[this.code].httpStatus;
  }
}
