// SPDX-License-Identifier: Apache-2.0

import type { EventPosition } from '../fabric/organization-fabric.js';

/** What the ID of an event looks like: the block's number and the ID of the transaction, of which each has one event. */
export const eventIDPattern = /^(0|[1-9][0-9]{0,18})-([0-9a-f]{64})$/;

/** Where an event stands on the ledger, as text: enough to go on after it, also at another server. */
export function eventID(blockNumber: bigint, transactionID: string): string {
  return `${String(blockNumber)}-${transactionID}`;
}

/**
 * The position right after an event.
 *
 * @throws RangeError when the text is not the ID of an event
 */
export function positionAfter(id: string): EventPosition {
  const [, block, afterTransactionID] = eventIDPattern.exec(id) ?? [];
  if (block === undefined || afterTransactionID === undefined) {
    throw new RangeError(`${id} is not the ID of an event`);
  }
  return { startBlock: BigInt(block), afterTransactionID };
}
