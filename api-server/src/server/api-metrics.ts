// SPDX-License-Identifier: Apache-2.0

import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface ObservedRequest {
  readonly method: string;
  /** As the table of routes has it, so that IDs do not become labels. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** What Prometheus reads, in a registry of this server's own. */
export class ApiMetrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'opssc_api_request_duration_seconds',
    help: 'Time from a request to the end of its answer, by route and status; event streams are left out.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.#registry],
  });
  readonly #streams = new Gauge({
    name: 'opssc_api_event_streams',
    help: 'Event streams that are open.',
    registers: [this.#registry],
  });

  /** @param eventsUp whether the ops-channel's events come in now */
  constructor(eventsUp: () => boolean) {
    collectDefaultMetrics({ register: this.#registry });
    new Gauge({
      name: 'opssc_api_events_up',
      help: "1 while the ops-channel's events come in from a peer.",
      registers: [this.#registry],
      collect() {
        this.set(eventsUp() ? 1 : 0);
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  observeRequest({ method, route, status, seconds }: ObservedRequest): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  setStreams(open: number): void {
    this.#streams.set(open);
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
