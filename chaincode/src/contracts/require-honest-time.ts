// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '../model/index.js';

/** As the ordering service bounds it (`TimeWindowCheck`): 15 minutes around its clock. */
const maxSkewMs = 15 * 60_000;

/**
 * The time of a transaction is the client's word, and deadlines depend on it.
 *
 * @throws ContractError `CLOCK_SKEW` when it is too far from the endorser's clock
 */
export function requireHonestTime(time: Date, endorserTime: Date): void {
  if (Math.abs(time.getTime() - endorserTime.getTime()) > maxSkewMs) {
    throw new ContractError({
      code: 'CLOCK_SKEW',
      text: `the transaction's time ${time.toISOString()} is more than 15 minutes away from the endorser's clock`,
    });
  }
}
