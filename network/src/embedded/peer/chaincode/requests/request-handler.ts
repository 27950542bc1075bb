// SPDX-License-Identifier: Apache-2.0

import type { TransactionContext } from '../transaction-context.js';

/**
 * Answers one kind of message of a chaincode: takes the message's payload, returns the response's. What it throws goes
 * to the chaincode as an error.
 */
export type RequestHandler = (payload: Uint8Array, context: TransactionContext) => Uint8Array | Promise<Uint8Array>;

export const emptyResponse = new Uint8Array();
