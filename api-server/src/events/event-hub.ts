// SPDX-License-Identifier: Apache-2.0

import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EventPosition, OrganizationFabric } from '../fabric/organization-fabric.js';
import { ChangeLog } from './change-log.js';
import { positionAfter } from './event-id.js';
import type { OpsChange } from './ops-change.js';
import { readChanges } from './read-changes.js';

export interface EventHubOptions {
  readonly fabric: Pick<OrganizationFabric, 'ops' | 'opsEvents' | 'opsHeight'>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Changes that are kept for clients that come back; default 1,000. */
  readonly capacity?: number | undefined;
  /** Milliseconds until a broken stream is opened again: the first time, doubling up to the most. */
  readonly backoff?: Backoff | undefined;
}

export interface Backoff {
  readonly first: number;
  readonly most: number;
}

export interface FollowOptions {
  /** ID of the last change that the client has seen; absent: from now on. */
  readonly after?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * One stream of the contracts' events for all clients. It is opened again for as long as it takes, from where it broke.
 */
export class EventHub {
  readonly #fabric: EventHubOptions['fabric'];
  readonly #logger: EventHubOptions['logger'];
  readonly #backoff: Backoff;
  readonly #log: ChangeLog;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #followers = 0;
  /** Where the first stream began. */
  #origin: EventPosition | undefined;
  /** What broke the stream, or keeps it from being opened. */
  #failure: string | undefined = 'not opened yet';

  constructor({ fabric, logger, capacity = 1_000, backoff = { first: 250, most: 5_000 } }: EventHubOptions) {
    this.#fabric = fabric;
    this.#logger = logger;
    this.#backoff = backoff;
    this.#log = new ChangeLog(capacity);
  }

  /** Why there are no events now; undefined while the stream is open. */
  get failure(): string | undefined {
    return this.#failure;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends every `follow`; resolves when the stream is closed. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /**
   * Changes as they come, beginning after the one that the client knows. What is no longer kept here is read from the
   * ledger again, by a stream for this client alone until it has caught up. What came while nobody followed is without
   * its status.
   *
   * @throws FabricError when that stream breaks
   */
  async *follow({ after, signal }: FollowOptions): AsyncGenerator<OpsChange, void, undefined> {
    const ended = AbortSignal.any([signal, this.#stop.signal]);
    let seen = after ?? this.#log.last?.id;
    this.#followers += 1;
    try {
      while (!ended.aborted) {
        const changes =
          seen === undefined || this.#log.has(seen) ? this.#log.after(seen, ended) : this.#replayAfter(seen, ended);
        for await (const change of changes) {
          yield change;
          seen = change.id;
        }
      }
    } finally {
      this.#followers -= 1;
    }
  }

  async *#replayAfter(id: string, signal: AbortSignal): AsyncGenerator<OpsChange, void, undefined> {
    for await (const change of readChanges({ fabric: this.#fabric, position: positionAfter(id), signal })) {
      yield change;
      if (this.#log.has(change.id)) {
        return;
      }
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    let wait = this.#backoff.first;
    while (!signal.aborted) {
      try {
        for await (const change of readChanges({
          fabric: this.#fabric,
          position: await this.#position(),
          signal,
          isFollowed: () => this.#followers > 0,
          onOpen: () => {
            this.#opened();
          },
        })) {
          this.#log.append(change);
          wait = this.#backoff.first;
        }
      } catch (error) {
        this.#broken(error);
      }
      await delay(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, this.#backoff.most);
    }
  }

  /** After the last change that was read; at the very start, whatever comes next. */
  async #position(): Promise<EventPosition> {
    const { last } = this.#log;
    if (last !== undefined) {
      return positionAfter(last.id);
    }
    this.#origin ??= { startBlock: await this.#fabric.opsHeight() };
    return this.#origin;
  }

  #opened(): void {
    if (this.#failure !== undefined) {
      this.#failure = undefined;
      this.#logger.info('events of the ops-channel are coming in');
    }
  }

  #broken(error: unknown): void {
    const failure = error instanceof Error ? error.message : String(error);
    if (failure !== this.#failure) {
      this.#failure = failure;
      this.#logger.warn(`no events of the ops-channel, trying again: ${failure}`);
    }
  }
}
