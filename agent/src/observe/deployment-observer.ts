// SPDX-License-Identifier: Apache-2.0

import type { CommittedDefinition } from '@opssc/fabric-admin';
import type { Clock } from '../clock.js';
import type { Deployment } from '../desired/deployment.js';
import { sameDefinition } from '../desired/same-definition.js';
import { isRefusal, reasonOf } from '../errors/classify-error.js';
import type { OrganizationNodes, PeerNode } from '../fabric/organization-nodes.js';
import type { ServiceState } from '../services/service-state.js';
import type { CommittedState, ObservedDeployment, ObservedPeer } from './observed-deployment.js';

export interface DeploymentObserverOptions {
  readonly nodes: OrganizationNodes;
  readonly deployment: Deployment;
  readonly observeService: (deployment: Deployment) => Promise<ServiceState>;
  readonly clock: Clock;
}

type LifecycleState = Omit<ObservedDeployment, 'service'>;

/**
 * What was seen to be done stays so unless somebody undoes it by hand: it is believed for this time (milliseconds), so
 * that the looks that wait for approvals and the commit ask for nothing else.
 */
const believedMilliseconds = 10_000;

/** Sees how a deployment stands on the organization's nodes. Reads only, and all at once. */
export class DeploymentObserver {
  readonly #options: DeploymentObserverOptions;
  /** When a peer was seen to have the package, by its name; when the own approval was seen. */
  readonly #installed = new Map<string, number>();
  #approved: number | undefined;
  /** All peers as last seen, while each has the package and none the commit. */
  #prepared: { readonly at: number; readonly peers: readonly ObservedPeer[] } | undefined;

  constructor(options: DeploymentObserverOptions) {
    this.#options = options;
  }

  /** Approvals of all organizations are read where they matter: after the own one, until the commit. */
  async observe({ isCommitted }: { readonly isCommitted: boolean }): Promise<ObservedDeployment> {
    const { deployment, observeService } = this.#options;
    const [{ peers, approved, approvals }, service] = await Promise.all([
      this.#observeLifecycle(isCommitted),
      observeService(deployment),
    ]);
    return { peers, approved, approvals, service };
  }

  /** To be called when the own approval is known to be committed. */
  noteApproved(): void {
    this.#approved = this.#options.clock.now();
  }

  /** To be called when a node has answered what does not go with what is believed. */
  forget(): void {
    this.#installed.clear();
    this.#approved = undefined;
    this.#prepared = undefined;
  }

  async #observeLifecycle(isCommitted: boolean): Promise<LifecycleState> {
    const prepared = this.#prepared;
    if (isCommitted || prepared === undefined || !this.#isBelieved(prepared.at)) {
      return this.#observeAll(isCommitted);
    }
    if (!this.#isBelieved(this.#approved)) {
      return { peers: prepared.peers, approved: false, approvals: {} };
    }
    // Only the approvals of the others and the commit are missing. Fabric tells the readiness of the next sequence only,
    // so when it does, no commit was missed, and one question is enough.
    const approvals = await this.#readApprovals();
    return approvals === undefined ? this.#observeAll(true) : { peers: prepared.peers, approved: true, approvals };
  }

  async #observeAll(isCommitted: boolean): Promise<LifecycleState> {
    const [peers, approvals] = await Promise.all([
      Promise.all(this.#options.nodes.peers.map((peer) => this.#observePeer(peer))),
      this.#observeApprovals(isCommitted),
    ]);
    const prepared = peers.every((peer) => peer.reachable && peer.installed && peer.committed === 'earlier');
    this.#prepared = prepared ? { at: this.#options.clock.now(), peers } : undefined;
    return { peers, ...approvals };
  }

  async #observePeer(peer: PeerNode): Promise<ObservedPeer> {
    const { channelID, definition } = this.#options.deployment;
    const { name } = peer;
    try {
      const [installed, committed] = await Promise.all([
        this.#isInstalled(peer),
        peer.queryCommitted(channelID, definition.name),
      ]);
      return { name, reachable: true, installed, committed: this.#compare(committed) };
    } catch (error) {
      this.#installed.delete(name);
      return { name, reachable: false, reason: reasonOf(error) };
    }
  }

  async #isInstalled({ name, admin }: PeerNode): Promise<boolean> {
    const { deployment, clock } = this.#options;
    if (this.#isBelieved(this.#installed.get(name))) {
      return true;
    }
    const packages = await admin.queryInstalled();
    const installed = packages.some(({ packageID }) => packageID === deployment.packageID);
    if (installed) {
      this.#installed.set(name, clock.now());
    }
    return installed;
  }

  #compare(committed: CommittedDefinition | undefined): CommittedState {
    const { definition } = this.#options.deployment;
    if (committed === undefined || committed.sequence < definition.sequence) {
      return 'earlier';
    }
    if (committed.sequence > definition.sequence) {
      return 'later';
    }
    return sameDefinition(committed, definition) ? 'same' : 'different';
  }

  async #observeApprovals(isCommitted: boolean): Promise<Pick<ObservedDeployment, 'approved' | 'approvals'>> {
    const approved = await this.#isApproved();
    return { approved, approvals: approved && !isCommitted ? ((await this.#readApprovals()) ?? {}) : {} };
  }

  async #isApproved(): Promise<boolean> {
    const { nodes, deployment, clock } = this.#options;
    if (this.#isBelieved(this.#approved)) {
      return true;
    }
    const { definition, packageID, channelID } = deployment;
    const { name, sequence } = definition;
    const approved = await nodes.lifecycle(channelID).queryApproved(name, sequence).catch(undefinedIfRefused);
    const same = approved !== undefined && approved.packageID === packageID && sameDefinition(approved, definition);
    this.#approved = same ? clock.now() : undefined;
    return same;
  }

  /** Undefined: it is not the next sequence. */
  async #readApprovals(): Promise<Readonly<Record<string, boolean>> | undefined> {
    const { nodes, deployment } = this.#options;
    const lifecycle = nodes.lifecycle(deployment.channelID);
    return lifecycle.checkCommitReadiness(deployment.definition).catch(undefinedIfRefused);
  }

  #isBelieved(since: number | undefined): boolean {
    return since !== undefined && this.#options.clock.now() - since < believedMilliseconds;
  }
}

/** A refusal tells that the sequence is not the next one, which the peers' committed sequences explain better. */
function undefinedIfRefused(error: unknown): undefined {
  if (!isRefusal(error)) {
    throw error;
  }
  return undefined;
}
