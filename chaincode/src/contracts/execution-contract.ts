// SPDX-License-Identifier: Apache-2.0

import type { Clock } from '../endorser-clock.js';
import {
  canonicalJson,
  outcomeRequestSchema,
  parseArgument,
  receiptRequestSchema,
  signatureRequestSchema,
} from '../model/index.js';
import { putOutcome } from '../transactions/put-outcome.js';
import { putReceipt } from '../transactions/put-receipt.js';
import { putSignature } from '../transactions/put-signature.js';
import { Info, Transaction } from './contract-api.js';
import { OpsContext } from './ops-context.js';
import { OpsContract } from './ops-contract.js';

/** What agents did about approved proposals. Each transaction: one JSON argument, JSON back. */
@Info({ title: 'execution', description: 'Receipts, signatures and outcomes of approved proposals' })
export class ExecutionContract extends OpsContract {
  constructor(clock?: Clock) {
    super('execution', clock);
  }

  @Transaction()
  async PutReceipt(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await putReceipt(context, parseArgument(receiptRequestSchema, argument)));
  }

  @Transaction()
  async PutSignature(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await putSignature(context, parseArgument(signatureRequestSchema, argument)));
  }

  @Transaction()
  async PutOutcome(context: OpsContext, argument: string): Promise<string> {
    context.authorizeWrite();
    return canonicalJson(await putOutcome(context, parseArgument(outcomeRequestSchema, argument)));
  }
}
