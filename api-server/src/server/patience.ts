// SPDX-License-Identifier: Apache-2.0

import { ContractError } from '@opssc/chaincode/model';
import { setTimeout as delay } from 'node:timers/promises';

/** How long and how often to look for what may be on its way to these peers. Milliseconds. */
export interface Patience {
  readonly most: number;
  readonly interval: number;
}

/**
 * Tries again while a proposal is not found: one that another organization has just made is committed at that
 * organization's peers, and a moment later at these.
 *
 * @throws what the last attempt threw
 */
export async function whileNotFound<T>({ most, interval }: Patience, attempt: () => Promise<T>): Promise<T> {
  const end = performance.now() + most;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const notFound = error instanceof ContractError && error.code === 'NOT_FOUND';
      if (!notFound || performance.now() >= end) {
        throw error;
      }
    }
    await delay(interval);
  }
}
