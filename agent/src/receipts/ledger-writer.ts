// SPDX-License-Identifier: Apache-2.0

import { ContractError, type OpsClient, type Receipt } from '@opssc/chaincode/model';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Plan, PlannedOutcome, PlannedReceipt } from '../plan/plan.js';
import type { OnSideEffect } from '../side-effect.js';
import { receiptChanges } from './receipt-changes.js';

export interface LedgerWriterOptions {
  readonly ops: OpsClient;
  readonly logger: Logger;
  readonly onSideEffect: OnSideEffect;
  readonly clock: Pick<Clock, 'delay'>;
  /** Until a receipt of something done is written: approvals and commits that are under way go first. */
  readonly doneDelayMilliseconds: number;
}

/** Texts on the ledger are bounded; Fabric's reasons are not. */
const longestDetail = 1_000;

/** Refusals that another try would not change. */
const finalRefusals: ReadonlySet<string> = new Set([
  'NOT_A_MEMBER',
  'OUTCOME_DIFFERS',
  'NOT_FOUND',
  'INVALID_ARGUMENT',
]);

/**
 * Writes receipts and outcomes beside the work, since nothing in the work waits for them. What is written, or on its
 * way, is not written again although a peer does not show it yet.
 */
export class LedgerWriter {
  readonly #options: LedgerWriterOptions;
  /** By proposal and step: what was written last. */
  readonly #written = new Map<string, string>();
  /** By proposal. */
  readonly #pending = new Map<string, Set<Promise<boolean>>>();

  constructor(options: LedgerWriterOptions) {
    this.#options = options;
  }

  /** Starts to write what a plan wants and the ledger, as last read, does not say. */
  write(proposalID: string, plan: Pick<Plan, 'receipts' | 'outcome'>, own: readonly Receipt[]): void {
    for (const receipt of receiptChanges(plan.receipts, own)) {
      this.#start({
        proposalID,
        key: receipt.step,
        content: `${receipt.state} ${String(receipt.observed?.peers)} ${receipt.state === 'done' ? '' : receipt.detail}`,
        put: () => this.#putReceiptInTurn(proposalID, receipt),
      });
    }
    const { outcome } = plan;
    if (outcome !== undefined) {
      this.#start({
        proposalID,
        key: 'outcome',
        content: outcome.status,
        put: () => this.#putOutcome(proposalID, outcome),
      });
    }
  }

  /** Resolves when nothing is on its way any more: whether all of it has arrived. */
  async settled(proposalIDs: readonly string[]): Promise<boolean> {
    const results = await Promise.all(proposalIDs.flatMap((id) => [...(this.#pending.get(id) ?? [])]));
    return results.every(Boolean);
  }

  /** Forgets a proposal that is finished. */
  forget(proposalID: string): void {
    for (const key of [...this.#written.keys()].filter((written) => written.startsWith(`${proposalID}|`))) {
      this.#written.delete(key);
    }
  }

  #start(write: { proposalID: string; key: string; content: string; put: () => Promise<void> }): void {
    const { proposalID, content, put } = write;
    const key = `${proposalID}|${write.key}`;
    if (this.#written.get(key) === content) {
      return;
    }
    this.#written.set(key, content);
    const pending = this.#pending.get(proposalID) ?? new Set();
    this.#pending.set(proposalID, pending);
    const result = this.#attempt(proposalID, put).then((arrived) => {
      pending.delete(result);
      if (pending.size === 0) {
        this.#pending.delete(proposalID);
      }
      if (!arrived) {
        this.#written.delete(key);
      }
      return arrived;
    });
    pending.add(result);
  }

  /** Whether it has arrived, or never will. */
  async #attempt(proposalID: string, put: () => Promise<void>): Promise<boolean> {
    const { logger } = this.#options;
    try {
      await put();
      return true;
    } catch (error) {
      const final = error instanceof ContractError && finalRefusals.has(error.code);
      const reason = error instanceof Error ? error.message : String(error);
      logger[final ? 'info' : 'debug']({ proposalID, reason }, 'a fact was not written to the ledger');
      return final;
    }
  }

  async #putReceiptInTurn(id: string, receipt: PlannedReceipt): Promise<void> {
    const { clock, doneDelayMilliseconds } = this.#options;
    if (receipt.state === 'done' && doneDelayMilliseconds > 0) {
      await clock.delay(doneDelayMilliseconds);
    }
    await this.#putReceipt(id, receipt);
  }

  async #putReceipt(id: string, { step, state, detail, observed }: PlannedReceipt): Promise<void> {
    const { ops, logger, onSideEffect } = this.#options;
    const text = detail.slice(0, longestDetail);
    await ops.putReceipt({ id, step, state, detail: text, ...(observed === undefined ? {} : { observed }) });
    logger[state === 'done' ? 'info' : 'warn']({ proposalID: id, step, state }, `${step} ${state}: ${text}`);
    await onSideEffect('receipt', `${id} ${step} ${state}`);
  }

  async #putOutcome(id: string, outcome: PlannedOutcome): Promise<void> {
    const { ops, logger, onSideEffect } = this.#options;
    const detail = outcome.detail.slice(0, longestDetail);
    await ops.putOutcome({ id, ...outcome, detail });
    logger.info({ proposalID: id, status: outcome.status }, `outcome ${outcome.status}: ${detail}`);
    await onSideEffect('outcome', `${id} ${outcome.status}`);
  }
}
