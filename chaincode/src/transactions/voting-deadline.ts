// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '../model/index.js';

const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;
const defaultPeriodMs = 7 * dayMs;
const maxPeriodMs = 90 * dayMs;

export interface VotingDeadlineOptions {
  readonly created: Date;
  /** ISO 8601: the time asked for. */
  readonly requested: string | undefined;
  /** What the constitution says; 7 days, and up to 90 on request, if it says nothing. */
  readonly votingSeconds?: number;
}

/**
 * When votes end: the time asked for, else as the constitution says. A later time than that would be a laxer rule.
 *
 * @throws ContractError `INVALID_ARGUMENT` for a time asked for that is too near or too far
 */
export function votingDeadline({ created, requested, votingSeconds }: VotingDeadlineOptions): Date {
  const constitutionMs = votingSeconds === undefined ? undefined : votingSeconds * secondMs;
  if (requested === undefined) {
    return new Date(created.getTime() + (constitutionMs ?? defaultPeriodMs));
  }
  const expires = new Date(requested);
  const period = expires.getTime() - created.getTime();
  if (period < secondMs || period > (constitutionMs ?? maxPeriodMs)) {
    const most = votingSeconds === undefined ? '90 days' : `${votingSeconds} seconds`;
    throw new ContractError({
      code: 'INVALID_ARGUMENT',
      field: 'expires',
      text: `must be at least 1 second and at most ${most} after the transaction`,
    });
  }
  return expires;
}
