// SPDX-License-Identifier: Apache-2.0

import { CliError } from '../cli-error.js';
import { printable } from '../output/printable.js';
import type { Problem } from './problem-schema.js';

/** A refusal of the API server, on one line: its code, the fields, and what was wrong. */
export class ApiError extends CliError {
  override readonly name = 'ApiError';
  /** Stable, for instance `ALREADY_VOTED`. */
  readonly code: string;
  readonly status: number;
  readonly fields: Problem['fields'];

  constructor(status: number, problem: Problem) {
    super(messageOf(status, problem));
    this.code = problem.code;
    this.status = status;
    this.fields = problem.fields;
  }
}

function messageOf(status: number, { code, detail, fields, requestID }: Problem): string {
  const wrong = fields.map(({ field, message }) => `${field} ${message}`);
  const text = wrong.length > 0 ? wrong.join('; ') : detail;
  // A mistake of the server is found in its log by this.
  const request = status >= 500 && requestID !== undefined ? ` (request ${requestID})` : '';
  return printable(`${code}: ${text}${request}`);
}
