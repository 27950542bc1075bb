// SPDX-License-Identifier: Apache-2.0

import type { WorkQueue } from '../queue/work-queue.js';
import type { ReconcileContext } from '../reconcile/context.js';
import type { Reconciler } from '../reconcile/reconciler.js';
import { followChannelBlocks } from './channel-blocks.js';
import type { Checkpoint } from './checkpoint.js';
import { EventRouter } from './event-router.js';
import { followOpsEvents } from './ops-events.js';
import { Resync } from './resync.js';

export interface WatcherOptions {
  readonly context: ReconcileContext;
  readonly queue: WorkQueue;
  readonly reconciler: Reconciler;
  readonly checkpoint: Checkpoint;
  /** OpsSC's. */
  readonly chaincodeName: string;
  readonly opsReady: () => boolean;
  readonly resyncMilliseconds: number;
}

/** Everything that wakes the agent up: events of OpsSC, blocks of the channels of its peers, and a timed resync. */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>[] = [];
  /** Channels whose blocks are followed, and what ends it. */
  readonly #followed = new Map<string, AbortController>();
  readonly #resync: Resync;

  constructor(options: WatcherOptions) {
    this.#options = options;
    const { context, queue, opsReady, resyncMilliseconds } = options;
    this.#resync = new Resync({
      context,
      queue,
      opsReady,
      resyncMilliseconds,
      onChannel: (channelID) => {
        this.#follow(channelID);
      },
      onLeft: (channelID) => {
        this.#unfollow(channelID);
      },
      signal: this.#stopping.signal,
    });
  }

  start(): void {
    this.#options.context.conditions.expect('ops-events');
    this.#running.push(this.#resync.run());
  }

  resync(): void {
    this.#resync.trigger();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#running);
  }

  #follow(channelID: string): void {
    if (this.#followed.has(channelID)) {
      return;
    }
    const ending = new AbortController();
    this.#followed.set(channelID, ending);
    const { context, queue, reconciler } = this.#options;
    const { nodes, conditions, clock, configs, index, opsChannel } = context;
    const signal = AbortSignal.any([this.#stopping.signal, ending.signal]);
    const onBlock = ({ isConfig }: { readonly isConfig: boolean }): void => {
      if (isConfig) {
        configs.invalidate(channelID);
        queue.enqueue({ kind: 'attest', channelID });
        for (const target of index.targets()) {
          if (target.kind !== 'bootstrap' && target.channelID === channelID) {
            queue.enqueue(target);
          }
        }
      }
      reconciler.onBlock(channelID);
    };
    // Peers end the streams of those whom a new configuration does not have.
    const onBreak = (): void => {
      queue.enqueue({ kind: 'join', channelID });
    };
    this.#running.push(followChannelBlocks({ nodes, channelID, onBlock, onBreak, conditions, clock, signal }));
    if (channelID === opsChannel) {
      this.#followEvents(signal);
    }
  }

  #unfollow(channelID: string): void {
    const { conditions, opsChannel } = this.#options.context;
    this.#followed.get(channelID)?.abort();
    if (this.#followed.delete(channelID)) {
      conditions.forget(`blocks of ${channelID}`);
      if (channelID === opsChannel) {
        conditions.forget('ops-events');
      }
    }
  }

  #followEvents(signal: AbortSignal): void {
    const { context, queue, checkpoint, chaincodeName } = this.#options;
    const { nodes, opsChannel, conditions, clock, logger, onSideEffect } = context;
    const router = new EventRouter({ context, queue });
    this.#running.push(
      followOpsEvents({
        nodes,
        channelID: opsChannel,
        chaincodeName,
        checkpoint,
        onEvent: (event, facts) => {
          router.onEvent(event, facts);
        },
        onSideEffect,
        conditions,
        clock,
        logger,
        signal,
      }),
    );
  }
}
