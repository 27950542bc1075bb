// SPDX-License-Identifier: Apache-2.0

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How a look at a target ended. */
export type ReconcileOutcome = 'acted' | 'waiting' | 'settled' | 'failed';

/** The agent's Prometheus metrics. */
export class Metrics {
  readonly registry = new Registry();
  readonly #now: () => number;
  readonly #reconciles: Counter<'target' | 'result'>;
  readonly #commits: Counter;
  readonly #actions: Histogram<'action'>;
  readonly #memberships: Gauge<'channel'>;
  #lastEvent: number;

  constructor(options: { readonly now: () => number }) {
    this.#now = options.now;
    this.#lastEvent = options.now();
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#reconciles = new Counter({
      name: 'opssc_agent_reconciles_total',
      help: 'Looks at a target, by kind of target and result',
      labelNames: ['target', 'result'],
      registers,
    });
    this.#commits = new Counter({
      name: 'opssc_agent_commits_total',
      help: 'Chaincode definitions that this agent committed',
      registers,
    });
    this.#actions = new Histogram({
      name: 'opssc_agent_action_seconds',
      help: 'Duration of actions on nodes',
      labelNames: ['action'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    this.#memberships = new Gauge({
      name: 'opssc_agent_channel_member',
      help: '1 for a channel that the organization is a member of, 0 for one that it is not a member of any more',
      labelNames: ['channel'],
      registers,
    });
    this.#gauge(
      'opssc_agent_last_event_age_seconds',
      'Time since the last event of OpsSC, or since the start',
      () => (this.#now() - this.#lastEvent) / 1000,
    );
  }

  /** Values that are read when metrics are scraped. */
  observe(sources: {
    readonly queueDepth: () => number;
    readonly pending: () => number;
    readonly ready: () => boolean;
  }): void {
    this.#gauge('opssc_agent_queue_depth', 'Targets that wait or are worked on', sources.queueDepth);
    this.#gauge('opssc_agent_pending_targets', 'Targets that are under way', sources.pending);
    this.#gauge('opssc_agent_ready', '1 when everything that the agent needs is there', () => Number(sources.ready()));
  }

  reconciled(target: string, result: ReconcileOutcome): void {
    this.#reconciles.inc({ target, result });
  }

  membership(channel: string, isMember: boolean): void {
    this.#memberships.set({ channel }, Number(isMember));
  }

  committed(): void {
    this.#commits.inc();
  }

  event(): void {
    this.#lastEvent = this.#now();
  }

  /** Returns what ends the measurement. */
  startAction(action: string): () => void {
    return this.#actions.startTimer({ action });
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: () => {
        gauge.set(read());
      },
    });
  }
}
