// SPDX-License-Identifier: Apache-2.0

import type { Limits, ResourcesClient } from '@opssc/chaincode/model';
import { ApiProblem } from '../problem/api-problem.js';

export interface TransactionBudgetOptions {
  readonly resources: Pick<ResourcesClient, 'getLimits'>;
  readonly now: () => Date;
}

type NodeLimits = Pick<Limits, 'requestsPerSecond' | 'connectionsPerNode'>;

const WINDOW_MS = 1_000;
/** Milliseconds after which limits are read again. */
const KEEP_MS = 5_000;

/**
 * Bounds what applications ask of a node. This server sends all their transactions through one peer at a time, so what it
 * lets through together is what a node gets.
 */
export class TransactionBudget {
  readonly #options: TransactionBudgetOptions;
  /** When the requests of the last second came. */
  #recent: readonly number[] = [];
  #underWay = 0;
  #limits: NodeLimits | undefined;
  #readAt = 0;

  constructor(options: TransactionBudgetOptions) {
    this.#options = options;
  }

  /**
   * Takes a place for one request, until what it returns is called.
   *
   * @throws ApiProblem `TOO_MANY_TRANSACTIONS`
   */
  async take(): Promise<() => void> {
    const { requestsPerSecond, connectionsPerNode } = await this.#currentLimits();
    const now = this.#options.now().getTime();
    this.#recent = this.#recent.filter((moment) => moment > now - WINDOW_MS);
    if (this.#recent.length >= requestsPerSecond) {
      throw tooMany(`The limit is ${requestsPerSecond} requests a second for a node.`);
    }
    if (this.#underWay >= connectionsPerNode) {
      throw tooMany(`The limit is ${connectionsPerNode} requests at a time for a node.`);
    }
    this.#recent = [...this.#recent, now];
    this.#underWay += 1;
    let isOpen = true;
    return () => {
      this.#underWay -= isOpen ? 1 : 0;
      isOpen = false;
    };
  }

  async #currentLimits(): Promise<NodeLimits> {
    const { resources, now } = this.#options;
    const time = now().getTime();
    if (this.#limits === undefined || time - this.#readAt >= KEEP_MS) {
      this.#limits = (await resources.getLimits()).limits;
      this.#readAt = time;
    }
    return this.#limits;
  }
}

function tooMany(detail: string): ApiProblem {
  return new ApiProblem({ code: 'TOO_MANY_TRANSACTIONS', detail, headers: { 'Retry-After': '1' } });
}
