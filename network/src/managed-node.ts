// SPDX-License-Identifier: Apache-2.0

import type { OrdererPlan, PeerPlan } from './network-plan.js';

/** One node of a backend. */
export interface NodeRunner {
  readonly running: boolean;
  /** Process ID where the node has one of its own and runs. */
  readonly pid?: number | undefined;
  /** Resolves when it answers; does nothing if it runs. */
  start(): Promise<void>;
  /** Resolves when it is gone; does nothing if it doesn't run. */
  stop(): Promise<void>;
}

/** A node that takes up a changed plan when it starts the next time. */
export class ManagedNode {
  readonly #newRunner: (plan: PeerPlan | OrdererPlan) => NodeRunner;
  #plan: PeerPlan | OrdererPlan;
  #runner: NodeRunner;
  #isOutdated = false;

  constructor(plan: PeerPlan | OrdererPlan, newRunner: (plan: PeerPlan | OrdererPlan) => NodeRunner) {
    this.#plan = plan;
    this.#newRunner = newRunner;
    this.#runner = newRunner(plan);
  }

  get plan(): PeerPlan | OrdererPlan {
    return this.#plan;
  }

  get running(): boolean {
    return this.#runner.running;
  }

  get pid(): number | undefined {
    return this.#runner.pid;
  }

  /** The plan of a node with the same name. */
  change(plan: PeerPlan | OrdererPlan): void {
    this.#isOutdated ||= plan.identity.mspDir !== this.#plan.identity.mspDir;
    this.#plan = plan;
  }

  async start(): Promise<void> {
    if (this.#isOutdated && !this.running) {
      // It may be on its way down.
      await this.#runner.stop();
      this.#runner = this.#newRunner(this.#plan);
      this.#isOutdated = false;
    }
    await this.#runner.start();
  }

  stop(): Promise<void> {
    return this.#runner.stop();
  }
}
