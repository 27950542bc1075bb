// SPDX-License-Identifier: Apache-2.0

import type { OrganizationNodes } from '../../src/fabric/organization-nodes.js';
import type { Clock } from '../../src/clock.js';
import type { ReconcileContext } from '../../src/reconcile/context.js';
import { DeploymentsReconciler } from '../../src/reconcile/reconcile-deployments.js';
import type { ServiceState } from '../../src/services/service-state.js';
import type { SideEffect } from '../../src/side-effect.js';
import type { Target } from '../../src/target.js';
import type { FakeChannel } from './fake-channel.js';
import { answering, fakeContext } from './fake-context.js';
import type { FakeOrganization } from './fake-organization.js';
import { untilKilled } from './until-killed.js';

export interface FakeAgentOptions {
  readonly organization: FakeOrganization;
  readonly channel: FakeChannel;
  readonly clock: Clock;
  /** Shared by the agents that follow each other in one organization: processes outlive an agent. */
  readonly service?: { state: ServiceState };
  /** Dies right after the n-th side effect (from 1 on). */
  readonly killAfter?: number;
}

export const assetTarget = { kind: 'deploy', channelID: 'mychannel', chaincodeName: 'asset' } as const satisfies Target;

/** The reconciling part of one agent, from its start to its end, over nodes in memory. */
export class FakeAgent {
  readonly effects: SideEffect[] = [];
  killed = false;
  readonly #reconciler: DeploymentsReconciler;
  readonly #context: ReconcileContext;

  constructor(options: FakeAgentOptions) {
    const { organization, channel, clock, service = { state: answering }, killAfter } = options;
    const onSideEffect = (effect: SideEffect): void => {
      this.effects.push(effect);
      if (this.effects.length === killAfter) {
        this.killed = true;
      }
      if (this.killed) {
        throw new Error('killed');
      }
    };
    const nodes = nodesUntilKilled(organization.nodes(), () => this.killed);
    this.#context = fakeContext({ nodes, channel, clock, service, onSideEffect });
    this.#reconciler = new DeploymentsReconciler(this.#context);
  }

  /** Reads the ledger as at a start, and looks until there is nothing more to do now. Resolves with whether it acted. */
  async work(): Promise<boolean> {
    const { nodes, index, views, writer, channelStates } = this.#context;
    const { proposals } = await nodes.ops.listProposals({});
    for (const { proposal } of proposals) {
      index.note(proposal);
    }
    views.invalidateAll();
    channelStates.invalidate();
    const before = this.effects.length;
    for (let passes = 0; passes < 20 && !this.killed; passes += 1) {
      const result = await this.#reconciler.reconcile(assetTarget).catch(() => undefined);
      await writer.settled(index.proposals(assetTarget));
      views.invalidateAll();
      if (result?.acted === false) {
        break;
      }
    }
    return this.effects.length > before;
  }
}

/** A killed process reaches nothing any more. */
function nodesUntilKilled(nodes: OrganizationNodes, isKilled: () => boolean): OrganizationNodes {
  const guard = <T extends object>(target: T): T => untilKilled(target, isKilled);
  return {
    ...nodes,
    ops: guard(nodes.ops),
    resources: guard(nodes.resources),
    lifecycle: (channelID) => guard(nodes.lifecycle(channelID)),
    peers: nodes.peers.map((peer) => ({
      name: peer.name,
      admin: guard(peer.admin),
      queryCommitted: (channelID, name) =>
        isKilled() ? Promise.reject(new Error('killed')) : peer.queryCommitted(channelID, name),
      fetchBlock: (channelID, number) =>
        isKilled() ? Promise.reject(new Error('killed')) : peer.fetchBlock(channelID, number),
    })),
  };
}
