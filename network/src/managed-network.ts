// SPDX-License-Identifier: Apache-2.0

import type { ChannelNodes } from './join-channel.js';
import { ManagedNode, type NodeRunner } from './managed-node.js';
import type { AddOrganizationOptions, Network, NetworkOrganization, NodeStatus, OrdererNode } from './network.js';
import { NetworkChannels } from './network-channels.js';
import { NetworkError } from './network-error.js';
import { type NetworkExtension, newNetworkExtension } from './network-extension.js';
import type { NetworkPlan, OrdererPlan, PeerPlan } from './network-plan.js';
import { type RunRecord, claimRun } from './run-record.js';

export type { NodeRunner } from './managed-node.js';

/** What a backend brings: its nodes, and how it tells that a channel is ready. */
export interface Backend {
  /** Again for a node that got other certificates: the runner that it had is stopped, and not started any more. */
  newNode(node: PeerPlan | OrdererPlan): NodeRunner;
  /** Before the first node starts; `record` is where processes are noted. */
  open(record: RunRecord): Promise<void>;
  /** After the last node has stopped. */
  close(): Promise<void>;
  /** Resolves when the channel that these nodes have joined takes transactions and its peers can find each other. */
  channelReady(channelID: string, nodes: ChannelNodes): Promise<void>;
}

export interface ManagedNetworkOptions {
  readonly plan: NetworkPlan;
  readonly backend: Backend;
  readonly log: (line: string) => void;
}

/** The part of a network that does not depend on what its nodes are: their order, additions, channels, status. */
export function newManagedNetwork(options: ManagedNetworkOptions): Network {
  return new ManagedNetwork(options);
}

class ManagedNetwork implements Network {
  readonly #backend: Backend;
  readonly #log: (line: string) => void;
  readonly #extension: NetworkExtension;
  readonly #channels: NetworkChannels;
  /** By name. */
  readonly #nodes = new Map<string, ManagedNode>();
  #plan: NetworkPlan;
  #record: RunRecord | undefined;
  /** Additions take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ plan, backend, log }: ManagedNetworkOptions) {
    this.#plan = plan;
    this.#backend = backend;
    this.#log = log;
    this.#extension = newNetworkExtension(plan.dir, () => new Date());
    this.#channels = new NetworkChannels({
      plan: () => this.#plan,
      isRunning: (name) => this.#nodes.get(name)?.running === true,
      ready: (channelID, nodes) => backend.channelReady(channelID, nodes),
      log,
    });
    this.#adopt(plan);
  }

  get backend() {
    return this.#plan.backend;
  }

  get dir() {
    return this.#plan.dir;
  }

  get consensus() {
    return this.#plan.consensus;
  }

  get organizations() {
    return this.#plan.organizations;
  }

  get ordererOrganization() {
    return this.#plan.ordererOrganization;
  }

  get orderers() {
    return this.#plan.orderers;
  }

  get channels() {
    return this.#channels.names;
  }

  async start(): Promise<void> {
    this.#record ??= await claimRun(this.dir);
    try {
      await this.#backend.open(this.#record);
      // Waits for all before it reports a failure: none is still on its way up when the others are stopped.
      firstFailure(await Promise.allSettled([...this.#nodes.values()].map((node) => node.start())));
      this.#log(`${this.#ofRole('orderer').length} orderers and ${this.#ofRole('peer').length} peers are up`);
      await this.#channels.takeUp();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    // Each step is taken even if one before it fails: nothing may be left running.
    const results = [
      ...(await Promise.allSettled(this.#ofRole('peer').map((node) => node.stop()))),
      ...(await Promise.allSettled(this.#ofRole('orderer').map((node) => node.stop()))),
      ...(await Promise.allSettled([this.#backend.close()])),
      ...(await Promise.allSettled([this.#record?.release()])),
    ];
    this.#record = undefined;
    firstFailure(results);
  }

  async stopNode(name: string): Promise<void> {
    await this.#node(name).stop();
    this.#log(`${name} is stopped`);
  }

  async startNode(name: string): Promise<void> {
    if (this.#record === undefined) {
      throw new NetworkError('NOT_RUNNING', `the network in ${this.dir} is not started`);
    }
    await this.#node(name).start();
    this.#log(`${name} is up`);
  }

  async nodeStatus(): Promise<readonly NodeStatus[]> {
    const told = await this.#channels.ask();
    return [...this.#ofRole('orderer'), ...this.#ofRole('peer')].map(({ plan, running, pid }) => {
      const { name, role, address } = plan;
      const channels = told.get(name);
      return { name, role, address, running, ...(channels && { channels }), ...(pid !== undefined && { pid }) };
    });
  }

  createChannel(channelID: string, organizations?: readonly string[]): Promise<void> {
    return this.#channels.create(channelID, organizations);
  }

  addOrganization(options: AddOrganizationOptions = {}): Promise<NetworkOrganization> {
    return this.#inTurn(async () => {
      const plan = await this.#extension.addOrganization(options);
      await this.#startAdded(this.#adopt(plan));
      return last(plan.organizations);
    });
  }

  addOrderer(organization: string): Promise<OrdererNode> {
    return this.#inTurn(async () => {
      const plan = await this.#extension.addOrderer(organization);
      await this.#startAdded(this.#adopt(plan));
      return last(plan.orderers);
    });
  }

  renewOrdererCertificates(name: string): Promise<OrdererNode> {
    return this.#inTurn(async () => {
      const plan = await this.#extension.renewCertificates(name);
      this.#adopt(plan);
      this.#log(`${name} has new certificates from its next start on`);
      return last(plan.orderers.filter((orderer) => orderer.name === name));
    });
  }

  /** Returns the nodes that the network did not have before. */
  #adopt(plan: NetworkPlan): readonly ManagedNode[] {
    this.#plan = plan;
    const added: ManagedNode[] = [];
    for (const node of [...plan.orderers, ...plan.organizations.flatMap(({ peers }) => peers)]) {
      const known = this.#nodes.get(node.name);
      if (known === undefined) {
        const managed = new ManagedNode(node, (current) => this.#backend.newNode(current));
        this.#nodes.set(node.name, managed);
        added.push(managed);
      } else {
        known.change(node);
      }
    }
    return added;
  }

  async #startAdded(nodes: readonly ManagedNode[]): Promise<void> {
    if (this.#record !== undefined) {
      firstFailure(await Promise.allSettled(nodes.map((node) => node.start())));
      this.#log(`${nodes.map(({ plan }) => plan.name).join(', ')}: up`);
    }
  }

  #ofRole(role: 'peer' | 'orderer'): ManagedNode[] {
    return [...this.#nodes.values()].filter(({ plan }) => plan.role === role);
  }

  #node(name: string): ManagedNode {
    const node = this.#nodes.get(name);
    if (node === undefined) {
      throw new NetworkError('UNKNOWN_NODE', `no node ${name}; there are ${[...this.#nodes.keys()].join(', ')}`);
    }
    return node;
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function last<T>(all: readonly T[]): T {
  const found = all.at(-1);
  if (found === undefined) {
    throw new Error('what was added is missing in the plan');
  }
  return found;
}

/** Throws the first of the failures, if there is one. */
function firstFailure(results: readonly PromiseSettledResult<unknown>[]): void {
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    throw failed.reason;
  }
}
