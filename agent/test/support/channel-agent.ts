// SPDX-License-Identifier: Apache-2.0

import type { Clock } from '../../src/clock.js';
import type { SignOn } from '../../src/desired/signing-will.js';
import type { OrganizationNodes } from '../../src/fabric/organization-nodes.js';
import { ChannelConfigs } from '../../src/observe/channel-configs.js';
import { ChannelCreationReconciler } from '../../src/reconcile/reconcile-channel-creation.js';
import { ChannelUpdatesReconciler } from '../../src/reconcile/reconcile-channel-updates.js';
import type { ReconcileContext, ReconcileResult } from '../../src/reconcile/context.js';
import { JoinReconciler } from '../../src/reconcile/reconcile-join.js';
import type { SideEffect } from '../../src/side-effect.js';
import { FakeChannel } from './fake-channel.js';
import { answering, fakeContext } from './fake-context.js';
import { untilKilled } from './until-killed.js';

export interface ChannelAgentOptions {
  readonly nodes: OrganizationNodes;
  readonly clock: Clock;
  readonly signOn?: SignOn;
  readonly killAfter?: number;
}

/** What one agent does about channels, from its start to its end. */
export class ChannelAgent {
  readonly effects: SideEffect[] = [];
  readonly context: ReconcileContext;
  killed = false;
  readonly #updates: ChannelUpdatesReconciler;
  readonly #creations: ChannelCreationReconciler;
  readonly #joins: JoinReconciler;

  constructor({ nodes: real, clock, signOn = 'vote', killAfter }: ChannelAgentOptions) {
    const onSideEffect = (effect: SideEffect): void => {
      this.effects.push(effect);
      if (this.effects.length === killAfter) {
        this.killed = true;
      }
      if (this.killed) {
        throw new Error('killed');
      }
    };
    const guard = <T extends object>(target: T): T => untilKilled(target, () => this.killed);
    const nodes: OrganizationNodes = {
      ...real,
      ops: guard(real.ops),
      peers: real.peers.map((peer) => ({
        ...guard(peer),
        name: peer.name,
        admin: guard(peer.admin),
        fetchBlock: peer.fetchBlock.bind(peer),
      })),
      orderers: real.orderers.map(guard),
      ordering: (config) => guard(real.ordering(config)),
    };
    this.context = {
      ...fakeContext({ nodes, channel: new FakeChannel([]), clock, service: { state: answering }, onSideEffect }),
      configs: new ChannelConfigs(nodes.peers),
      signOn,
    };
    const onChange = (): void => undefined;
    this.#updates = new ChannelUpdatesReconciler(this.context);
    this.#creations = new ChannelCreationReconciler(this.context, onChange);
    this.#joins = new JoinReconciler({ context: this.context, joinChannels: true, onChange });
  }

  /** Reads the ledger as at a start, and looks until there is nothing more to do now. Resolves with whether it acted. */
  async work(): Promise<boolean> {
    const { nodes, index, views, configs, memberships } = this.context;
    const before = this.effects.length;
    for (const { proposal } of (await nodes.ops.listProposals({})).proposals) {
      index.note(proposal);
    }
    views.invalidateAll();
    for (const { channelID } of await nodes.ops.listChannels()) {
      configs.invalidate(channelID);
      await this.#settle(() => this.#joins.reconcile(channelID));
    }
    for (const { kind, ...target } of index.targets()) {
      if ('channelID' in target && kind === 'channel-update' && !memberships.hasLeft(target.channelID)) {
        await this.#settle(() => this.#updates.reconcile(target.channelID));
      }
      if ('channelID' in target && kind === 'channel-create') {
        await this.#settle(() => this.#creations.reconcile(target.channelID));
      }
    }
    return this.effects.length > before;
  }

  async #settle(reconcile: () => Promise<ReconcileResult>): Promise<void> {
    const { writer, views, configs } = this.context;
    for (let passes = 0; passes < 20 && !this.killed; passes += 1) {
      const result = await reconcile().catch(() => undefined);
      await writer.settled(result?.proposals ?? []);
      views.invalidateAll();
      configs.invalidate('mychannel');
      if (result?.acted !== true) {
        break;
      }
    }
  }
}
