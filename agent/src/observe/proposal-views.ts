// SPDX-License-Identifier: Apache-2.0

import type { OpsClient, ProposalView } from '@opssc/chaincode/model';

/** Facts of proposals as last read from the ledger, kept until an event says that there are more. */
export class ProposalViews {
  readonly #ops: OpsClient;
  readonly #cached = new Map<string, Promise<ProposalView>>();

  constructor(ops: OpsClient) {
    this.#ops = ops;
  }

  get(id: string): Promise<ProposalView> {
    const cached = this.#cached.get(id);
    if (cached !== undefined) {
      return cached;
    }
    const reading = this.#ops.getProposal(id);
    this.#cached.set(id, reading);
    reading.catch(() => {
      if (this.#cached.get(id) === reading) {
        this.#cached.delete(id);
      }
    });
    return reading;
  }

  /** To be called for every event about the proposal. */
  invalidate(id: string): void {
    this.#cached.delete(id);
  }

  /** To be called from time to time, for events may be lost. */
  invalidateAll(): void {
    this.#cached.clear();
  }
}
