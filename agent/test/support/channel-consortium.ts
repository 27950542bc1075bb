// SPDX-License-Identifier: Apache-2.0

import type { ChannelOperation, CreateChannel, UpdateChannel } from '@opssc/chaincode/model';
import { type ChannelProfile, newGenesisBlock, readChannelConfig } from '@opssc/configtx';
import type { Clock } from '../../src/clock.js';
import type { SignOn } from '../../src/desired/signing-will.js';
import { ChannelAgent } from './channel-agent.js';
import { FakeMember } from './fake-member.js';
import { FakeOpsLedger } from './fake-ops-ledger.js';
import { FakeOrdering } from './fake-ordering.js';
import type { TestOrganization } from './test-organization.js';

export interface AgentSettings {
  readonly signOn?: SignOn;
  /** Dies right after the n-th side effect (from 1 on). */
  readonly killAfter?: number;
}

/** Organizations with a peer and an ordering node each, on `ops-channel` and `mychannel`, and their agents. */
export class ChannelConsortium {
  /** In the far future of nothing: certificates are made with the clock of the machine. */
  now = Date.now();
  readonly clock: Clock = { now: () => this.now, delay: () => Promise.resolve() };
  readonly ops = new FakeOpsLedger();
  readonly ordering = new FakeOrdering(() => this.now);
  readonly members: FakeMember[] = [];
  readonly founders: readonly TestOrganization[];

  /** The first ones found the channels; those after them are no members yet. */
  constructor(organizations: readonly TestOrganization[], founders = organizations.length) {
    this.founders = organizations.slice(0, founders);
    for (const organization of organizations) {
      this.members.push(new FakeMember({ organization, ordering: this.ordering, ops: this.ops }));
    }
    for (const channelID of ['ops-channel', 'mychannel']) {
      const block = newGenesisBlock(channelProfile(channelID, this.founders));
      this.ordering.start(block);
      this.ops.register(channelID, readChannelConfig(block).members);
      for (const { peer, orderer } of this.members.slice(0, founders)) {
        peer.join(block);
        orderer.join(block);
      }
    }
  }

  get mspIDs(): readonly string[] {
    return this.founders.map(({ mspID }) => mspID);
  }

  member(mspID: string): FakeMember {
    const member = this.members.find((candidate) => candidate.mspID === mspID);
    if (member === undefined) {
      throw new Error(`no ${mspID}`);
    }
    return member;
  }

  agent(mspID: string, settings: AgentSettings = {}): ChannelAgent {
    return new ChannelAgent({ nodes: this.member(mspID).nodes(), clock: this.clock, ...settings });
  }

  agents(): readonly ChannelAgent[] {
    return this.mspIDs.map((mspID) => this.agent(mspID));
  }

  /** Proposes a change of `mychannel`; these organizations vote for it. */
  decideUpdate(id: string, operations: readonly ChannelOperation[], inFavour: readonly string[]): void {
    const body: UpdateChannel = { kind: 'update-channel', channelID: 'mychannel', operations };
    const configSequence = this.ordering.config('mychannel').getSequence();
    this.ops.propose({ id, body, members: this.mspIDs, configSequence });
    for (const mspID of inFavour) {
      this.ops.vote(id, mspID);
    }
  }

  decideCreation(id: string, body: CreateChannel, inFavour: readonly string[]): void {
    this.ops.propose({ id, body, members: body.organizations, configSequence: 0 });
    for (const mspID of inFavour) {
      this.ops.vote(id, mspID);
    }
  }

  /** Lets the agents work in turns until so many seconds have passed in which none of them changed anything. */
  async run(agents: readonly ChannelAgent[], seconds = 15): Promise<void> {
    for (let quiet = 0; quiet < seconds; quiet += 1) {
      for (const agent of agents) {
        if (!agent.killed && (await agent.work())) {
          quiet = 0;
        }
      }
      this.now += 1_000;
    }
  }

  updates(channelID: string): number {
    return this.ordering.blocks(channelID).length - 1;
  }
}

/** A Raft channel of these organizations, each with one consenter. */
export function channelProfile(channelID: string, organizations: readonly TestOrganization[]): ChannelProfile {
  return {
    channelID,
    capabilities: { channel: 'V2_0', orderer: 'V2_0', application: 'V2_5' },
    orderer: {
      consensus: { type: 'etcdraft', consenters: organizations.map(({ consenter }) => consenter) },
      batchTimeout: 50,
      batchSize: { maxMessageCount: 100, absoluteMaxBytes: 10_485_760, preferredMaxBytes: 2_097_152 },
      organizations: organizations.map(({ profile }) => profile),
    },
    application: {
      organizations: organizations.map(({ profile: { name, msp } }) => ({ name, msp })),
    },
  };
}

export function batchSize(maxMessageCount: number): readonly ChannelOperation[] {
  return [{ operation: 'set-orderer', batchSize: { maxMessageCount } }];
}
