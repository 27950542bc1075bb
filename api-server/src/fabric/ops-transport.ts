// SPDX-License-Identifier: Apache-2.0

import type { ContractTransport, Submitted } from '@opssc/chaincode/model';
import { CommitError, FabricError, type GatewayConnection } from '@opssc/fabric-admin';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiProblem } from '../problem/api-problem.js';

export interface OpsTransportOptions {
  readonly gateway: Pick<GatewayConnection, 'evaluate' | 'submit'>;
  /** The ops-channel. */
  readonly channelID: string;
  /** Of the OpsSC chaincode. */
  readonly chaincodeName: string;
  /** Milliseconds, times the attempts so far, until the next one; default 50. */
  readonly pauseMs?: number;
}

/** Conflicts with another transaction of the same block, which changed nothing; the next attempt sees its result. */
const conflicts: readonly string[] = ['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT'];
const MAX_ATTEMPTS = 5;
/** Peers that are a block behind catch up meanwhile. */
const PAUSE_MS = 50;

/** Reaches the contracts through the organization's Gateway. */
export function newOpsTransport(options: OpsTransportOptions): ContractTransport {
  const { gateway, channelID, chaincodeName, pauseMs = PAUSE_MS } = options;
  const call = (transaction: string, argument: string) => ({
    channelID,
    chaincodeName,
    transaction,
    arguments: [argument],
  });
  return {
    async evaluate(transaction, argument) {
      try {
        return await gateway.evaluate(call(transaction, argument));
      } catch (error) {
        throw opsProblem(error);
      }
    },
    async submit(transaction, argument): Promise<Submitted> {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await gateway.submit(call(transaction, argument));
        } catch (error) {
          if (attempt >= MAX_ATTEMPTS || !isPassing(error)) {
            throw opsProblem(error);
          }
          await delay(pauseMs * attempt);
        }
      }
    },
  };
}

/** Whether nothing was committed, and another attempt may well be: it sees what this one ran into. */
function isPassing(error: unknown): boolean {
  if (error instanceof CommitError) {
    return conflicts.includes(error.validationCode);
  }
  return error instanceof FabricError && error.reason === 'ENDORSEMENTS_DIFFER';
}

/**
 * The contracts refuse with codes of their own, which the caller finds in the cause. Whatever else is refused or not
 * found means that they could not run: not deployed yet, their service is down, or the peers are not at one (yet).
 */
function opsProblem(error: unknown): unknown {
  if (!(error instanceof FabricError) || (error.code !== 'REFUSED' && error.code !== 'NOT_FOUND')) {
    return error;
  }
  return new ApiProblem({
    code: 'OPSSC_UNAVAILABLE',
    detail: error.message,
    headers: { 'Retry-After': '5' },
    transactionID: error.transactionID,
    cause: error,
  });
}
