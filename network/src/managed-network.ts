// SPDX-License-Identifier: Apache-2.0

import { readChannelConfig } from '@opssc/configtx';
import { makeGenesisBlock, readGenesisBlock } from './channel-blocks.js';
import { joinChannel } from './join-channel.js';
import type { Network, NodeStatus } from './network.js';
import { NetworkError } from './network-error.js';
import { checkChannelName } from './network-settings.js';
import type { NetworkPlan, OrdererPlan, OrganizationPlan, PeerPlan } from './network-plan.js';
import { type RunRecord, claimRun } from './run-record.js';

/** One node of a backend. */
export interface NodeRunner {
  readonly running: boolean;
  /** Process ID where the node has one of its own and runs. */
  readonly pid?: number | undefined;
  /** Resolves when it answers; does nothing if it runs. */
  start(): Promise<void>;
  /** Resolves when it is gone; does nothing if it doesn't run. */
  stop(): Promise<void>;
}

/** What a backend brings: its nodes, and how it tells that a channel is ready. */
export interface Backend {
  newNode(node: PeerPlan | OrdererPlan): NodeRunner;
  /** Before the first node starts; `record` is where processes are noted. */
  open(record: RunRecord): Promise<void>;
  /** After the last node has stopped. */
  close(): Promise<void>;
  /** Resolves when the joined channel takes transactions and peers of these organizations can find each other. */
  channelReady(channelID: string, organizations: readonly OrganizationPlan[]): Promise<void>;
}

export interface ManagedNetworkOptions {
  readonly plan: NetworkPlan;
  readonly backend: Backend;
  readonly log: (line: string) => void;
}

/** The part of a network that does not depend on what its nodes are: their order, channels, status. */
export function newManagedNetwork(options: ManagedNetworkOptions): Network {
  return new ManagedNetwork(options);
}

interface ManagedNode {
  readonly plan: PeerPlan | OrdererPlan;
  readonly runner: NodeRunner;
}

class ManagedNetwork implements Network {
  readonly backend;
  readonly dir;
  readonly consensus;
  readonly organizations;
  readonly ordererOrganization;
  readonly #plan: NetworkPlan;
  readonly #backend: Backend;
  readonly #log: (line: string) => void;
  readonly #orderers: readonly ManagedNode[];
  readonly #peers: readonly ManagedNode[];
  readonly #channels: Set<string>;
  #record: RunRecord | undefined;

  constructor({ plan, backend, log }: ManagedNetworkOptions) {
    this.backend = plan.backend;
    this.dir = plan.dir;
    this.consensus = plan.consensus;
    this.organizations = plan.organizations;
    this.ordererOrganization = plan.ordererOrganization;
    this.#plan = plan;
    this.#backend = backend;
    this.#log = log;
    const managed = (node: PeerPlan | OrdererPlan) => ({ plan: node, runner: backend.newNode(node) });
    this.#orderers = plan.ordererOrganization.orderers.map(managed);
    this.#peers = plan.organizations.flatMap(({ peers }) => peers.map(managed));
    this.#channels = new Set(plan.channels);
  }

  get channels(): readonly string[] {
    return [...this.#channels];
  }

  async start(): Promise<void> {
    this.#record ??= await claimRun(this.dir);
    try {
      await this.#backend.open(this.#record);
      // Waits for all before it reports a failure: none is still on its way up when the others are stopped.
      firstFailure(await Promise.allSettled([...this.#orderers, ...this.#peers].map(({ runner }) => runner.start())));
      this.#log(`${this.#orderers.length} orderers and ${this.#peers.length} peers are up`);
      for (const channelID of this.#channels) {
        await this.createChannel(channelID);
      }
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    // Each step is taken even if one before it fails: nothing may be left running.
    const results = [
      ...(await Promise.allSettled(this.#peers.map(({ runner }) => runner.stop()))),
      ...(await Promise.allSettled(this.#orderers.map(({ runner }) => runner.stop()))),
      ...(await Promise.allSettled([this.#backend.close()])),
      ...(await Promise.allSettled([this.#record?.release()])),
    ];
    this.#record = undefined;
    firstFailure(results);
  }

  async stopNode(name: string): Promise<void> {
    await this.#node(name).runner.stop();
    this.#log(`${name} is stopped`);
  }

  async startNode(name: string): Promise<void> {
    if (this.#record === undefined) {
      throw new NetworkError('NOT_RUNNING', `the network in ${this.dir} is not started`);
    }
    await this.#node(name).runner.start();
    this.#log(`${name} is up`);
  }

  nodeStatus(): Promise<readonly NodeStatus[]> {
    const statuses = [...this.#orderers, ...this.#peers].map(({ plan: { name, role, address }, runner }) => ({
      ...{ name, role, address, running: runner.running },
      ...(runner.pid === undefined ? {} : { pid: runner.pid }),
    }));
    return Promise.resolve(statuses);
  }

  async createChannel(channelID: string, organizations?: readonly string[]): Promise<void> {
    const plan = this.#plan;
    checkChannelName(channelID);
    const block =
      (await readGenesisBlock(plan.channelsDir, channelID)) ??
      (await makeGenesisBlock({ plan, channelID, organizations: this.#named(organizations) }));
    const members = new Set(readChannelConfig(block).members);
    const joining = plan.organizations.filter(({ mspID }) => members.has(mspID));
    await joinChannel({ plan, channelID, block, organizations: joining });
    await this.#backend.channelReady(channelID, joining);
    this.#channels.add(channelID);
    this.#log(`${channelID} is ready at ${joining.map(({ name }) => name).join(', ')}`);
  }

  #node(name: string): ManagedNode {
    const nodes = [...this.#orderers, ...this.#peers];
    const node = nodes.find(({ plan }) => plan.name === name);
    if (node === undefined) {
      const names = nodes.map(({ plan }) => plan.name).join(', ');
      throw new NetworkError('UNKNOWN_NODE', `no node ${name}; there are ${names}`);
    }
    return node;
  }

  #named(names: readonly string[] | undefined): readonly OrganizationPlan[] {
    const all = this.#plan.organizations;
    if (names === undefined) {
      return all;
    }
    const unknown = names.find((name) => !all.some((organization) => organization.name === name));
    if (unknown !== undefined) {
      throw new NetworkError('UNKNOWN_ORGANIZATION', `no organization ${unknown} in this network`);
    }
    return all.filter(({ name }) => names.includes(name));
  }
}

/** Throws the first of the failures, if there is one. */
function firstFailure(results: readonly PromiseSettledResult<unknown>[]): void {
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    throw failed.reason;
  }
}
