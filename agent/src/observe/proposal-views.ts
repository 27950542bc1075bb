// SPDX-License-Identifier: Apache-2.0

import { type OpsClient, type ProposalFact, type ProposalView, withFact } from '@opssc/chaincode/model';
import type { Clock } from '../clock.js';

export interface ProposalViewsOptions {
  readonly ops: Pick<OpsClient, 'getProposal'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Facts of proposals as last read from the ledger, with those that its blocks have brought since. */
export class ProposalViews {
  readonly #options: ProposalViewsOptions;
  readonly #cached = new Map<string, Promise<ProposalView>>();

  constructor(options: ProposalViewsOptions) {
    this.#options = options;
  }

  get(id: string): Promise<ProposalView> {
    return this.#cached.get(id) ?? this.#keep(id, this.#options.ops.getProposal(id));
  }

  /** To be called for every fact that a block holds about the proposal. What was never read is read when it is wanted. */
  add(id: string, fact: ProposalFact): void {
    const cached = this.#cached.get(id);
    if (cached !== undefined) {
      const now = new Date(this.#options.clock.now());
      void this.#keep(
        id,
        cached.then((view) => withFact(view, fact, now)),
      );
    }
  }

  /** To be called when there may be facts that no block has told. */
  invalidate(id: string): void {
    this.#cached.delete(id);
  }

  /** To be called from time to time, for events may be lost. */
  invalidateAll(): void {
    this.#cached.clear();
  }

  #keep(id: string, reading: Promise<ProposalView>): Promise<ProposalView> {
    this.#cached.set(id, reading);
    reading.catch(() => {
      if (this.#cached.get(id) === reading) {
        this.#cached.delete(id);
      }
    });
    return reading;
  }
}
