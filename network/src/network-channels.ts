// SPDX-License-Identifier: Apache-2.0

import { channelsOfNode, membersOfChannel } from './ask-channels.js';
import {
  channelIsCreated,
  createdChannels,
  makeGenesisBlock,
  pendingChannels,
  readGenesisBlock,
} from './channel-blocks.js';
import { type ChannelNodes, joinChannel } from './join-channel.js';
import { NetworkError } from './network-error.js';
import type { NetworkPlan, OrganizationPlan } from './network-plan.js';
import { checkChannelName } from './network-settings.js';

export interface NetworkChannelsOptions {
  /** As it is now. */
  readonly plan: () => NetworkPlan;
  readonly isRunning: (node: string) => boolean;
  /** Resolves when the channel that these nodes have joined takes transactions. */
  readonly ready: (channelID: string, nodes: ChannelNodes) => Promise<void>;
  readonly log: (line: string) => void;
}

/** The channels of a network. Which there are and who is on them is not remembered: the nodes are asked. */
export class NetworkChannels {
  readonly #options: NetworkChannelsOptions;
  #names: readonly string[];

  constructor(options: NetworkChannelsOptions) {
    this.#options = options;
    this.#names = options.plan().channels;
  }

  /** Before any node was asked, those that are planned. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** The channels of every running node that answers, by node name. */
  async ask(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { organizations, orderers } = this.#plan;
    const nodes = [...orderers, ...organizations.flatMap(({ peers }) => peers)];
    const running = nodes.filter(({ name }) => this.#options.isRunning(name));
    const answers = await Promise.all(
      running.map(async (node) => [node.name, await channelsOfNode(node, organizations)] as const),
    );
    const told = new Map(answers.flatMap(([name, channels]) => (channels === undefined ? [] : [[name, channels]])));
    if (told.size > 0) {
      this.#names = [...new Set([...told.values()].flat())].sort();
    }
    return told;
  }

  /** Goes on where it was interrupted, and creates nothing that is there. */
  async create(channelID: string, organizations?: readonly string[]): Promise<void> {
    checkChannelName(channelID);
    const plan = this.#plan;
    const genesisBlock =
      (await readGenesisBlock(plan.channelsDir, channelID)) ??
      (await makeGenesisBlock({ plan, channelID, organizations: this.#named(organizations) }));
    const nodes = await joinChannel({ plan, channelID, genesisBlock });
    await channelIsCreated(plan.channelsDir, channelID);
    await this.#ready(channelID, nodes);
    this.#names = [...new Set([...this.#names, channelID])];
  }

  /** After a start: creates the planned channels that were never created, and waits for those that the nodes have. */
  async takeUp(): Promise<void> {
    const { channelsDir, channels } = this.#plan;
    const told = await this.ask();
    const present = new Set([...told.values()].flat());
    const created = await createdChannels(channelsDir);
    const unfinished = new Set([
      ...(await pendingChannels(channelsDir)),
      ...channels.filter((channelID) => !created.includes(channelID) && !present.has(channelID)),
    ]);
    for (const channelID of unfinished) {
      await this.create(channelID);
    }
    for (const channelID of present) {
      if (!unfinished.has(channelID)) {
        await this.#takeUp(channelID, told);
      }
    }
  }

  /** By now its configuration may need nodes that are not here: the network is up all the same. */
  async #takeUp(channelID: string, told: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const { organizations, orderers } = this.#plan;
    const hasJoined = ({ name }: { readonly name: string }) => told.get(name)?.includes(channelID) === true;
    const joined = organizations.flatMap(({ peers }) => peers.filter(hasJoined));
    const members = await membersOfChannel(channelID, joined, organizations);
    try {
      await this.#ready(channelID, {
        orderers: orderers.filter(hasJoined),
        // Peers of an organization that was removed stay joined, but the others do not talk to them.
        peers: joined.filter(({ mspID }) => members.includes(mspID)),
      });
    } catch (error) {
      if (!(error instanceof NetworkError)) {
        throw error;
      }
      this.#options.log(`${channelID} is not ready: ${error.message}`);
    }
  }

  async #ready(channelID: string, nodes: ChannelNodes): Promise<void> {
    const { ready, log } = this.#options;
    await ready(channelID, nodes);
    const names = this.#plan.organizations
      .filter(({ mspID }) => nodes.peers.some((peer) => peer.mspID === mspID))
      .map(({ name }) => name);
    log(`${channelID} is ready at ${names.join(', ')}`);
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

  get #plan(): NetworkPlan {
    return this.#options.plan();
  }
}
