// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '../model/index.js';

const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;
const defaultPeriodMs = 7 * dayMs;
const maxPeriodMs = 90 * dayMs;

/**
 * When votes end: the time asked for, or 7 days after the proposal.
 *
 * @throws ContractError `INVALID_ARGUMENT` for a time asked for that is too near or too far
 */
export function votingDeadline(created: Date, requested: string | undefined): Date {
  if (requested === undefined) {
    return new Date(created.getTime() + defaultPeriodMs);
  }
  const expires = new Date(requested);
  const period = expires.getTime() - created.getTime();
  if (period < secondMs || period > maxPeriodMs) {
    throw new ContractError({
      code: 'INVALID_ARGUMENT',
      field: 'expires',
      text: 'must be at least 1 second and at most 90 days after the transaction',
    });
  }
  return expires;
}
