// SPDX-License-Identifier: Apache-2.0

import type { OpsClient } from '@opssc/chaincode/model';
import type { Conditions } from '../health/conditions.js';

export interface AgentStopOptions {
  readonly ops: Pick<OpsClient, 'listAgents'>;
  readonly mspID: string;
  readonly conditions: Pick<Conditions, 'note' | 'forget'>;
}

const condition = 'stopped by its organization';

/** Whether the organization has told its own agents to stop, as last read from the ledger. */
export class OwnAgentStop {
  readonly #options: AgentStopOptions;
  #stopped: Promise<boolean> | undefined;

  constructor(options: AgentStopOptions) {
    this.#options = options;
  }

  /** Rejects when the ledger cannot be read. */
  async isStopped(): Promise<boolean> {
    this.#stopped ??= this.#read();
    return this.#stopped;
  }

  /** To be called when it may have changed. */
  invalidate(): void {
    this.#stopped = undefined;
  }

  async #read(): Promise<boolean> {
    const { ops, mspID, conditions } = this.#options;
    try {
      const own = (await ops.listAgents()).find((agent) => agent.mspID === mspID);
      if (own?.stopped === true) {
        conditions.note(condition, `stopped since ${own.time}: nothing is done until it is resumed; ${own.comment}`);
        return true;
      }
      conditions.forget(condition);
      return false;
    } catch (error) {
      this.#stopped = undefined;
      throw error;
    }
  }
}
