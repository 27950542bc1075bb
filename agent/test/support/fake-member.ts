// SPDX-License-Identifier: Apache-2.0

import type { common } from '@hyperledger/fabric-protos';
import { channelIDOf, FabricError, type OrdererAdmin, type PeerAdmin } from '@opssc/fabric-admin';
import type { OrganizationNodes, PeerNode } from '../../src/fabric/organization-nodes.js';
import type { FakeOpsLedger } from './fake-ops-ledger.js';
import type { FakeOrdering } from './fake-ordering.js';
import type { TestOrganization } from './test-organization.js';

/** One node's channels, by the block that it joined with; and whether it is up. */
export class FakeNode {
  readonly name: string;
  readonly channels = new Map<string, common.Block>();
  /** Every join that changed something. */
  readonly joins: string[] = [];
  up = true;
  /** Blocks that it does not have yet. */
  lag = 0;

  constructor(name: string) {
    this.name = name;
  }

  join(block: common.Block): { alreadyJoined: boolean } {
    const channelID = channelIDOf(block);
    const alreadyJoined = this.channels.has(channelID);
    if (!alreadyJoined) {
      this.channels.set(channelID, block);
      this.joins.push(`${channelID} ${block.getHeader()?.getNumber() ?? 0}`);
    }
    return { alreadyJoined };
  }

  async answer<T>(read: () => T): Promise<T> {
    await Promise.resolve();
    if (!this.up) {
      throw new FabricError({ code: 'UNAVAILABLE', message: `${this.name}: ECONNREFUSED` });
    }
    return read();
  }
}

export interface FakeMemberOptions {
  readonly organization: TestOrganization;
  readonly ordering: FakeOrdering;
  readonly ops: FakeOpsLedger;
}

/** One organization's peer and ordering node as they stand to channels, seen through the clients of its agent. */
export class FakeMember {
  readonly mspID: string;
  readonly peer: FakeNode;
  readonly orderer: FakeNode;
  readonly #options: FakeMemberOptions;

  constructor(options: FakeMemberOptions) {
    this.#options = options;
    this.mspID = options.organization.mspID;
    this.peer = new FakeNode(`peer0.${this.mspID}`);
    this.orderer = new FakeNode(`orderer0.${this.mspID}`);
  }

  nodes(): OrganizationNodes {
    const { organization, ordering, ops } = this.#options;
    const { mspID } = this;
    return {
      mspID,
      peers: [this.#peerNode()],
      orderers: [this.#ordererAdmin()],
      signer: organization.signer,
      gateway: {
        chaincodeTransactions: () => Promise.reject(new Error('not used here')),
        filteredBlocks: () => Promise.reject(new Error('not used here')),
      },
      ops: ops.client(mspID),
      resources: ops.resources(mspID),
      version: () => Promise.resolve(undefined),
      lifecycle: () => {
        throw new Error('not used here');
      },
      ordering: () => ordering.client(mspID),
      close: () => undefined,
    };
  }

  #peerNode(): PeerNode {
    const notUsed = (): Promise<never> => Promise.reject(new Error('not used here'));
    const { peer } = this;
    const { ordering } = this.#options;
    /** What the peer has; it tells those only whom its newest configuration has. */
    const blocks = (channelID: string): readonly common.Block[] => {
      const joined = peer.channels.get(channelID);
      if (joined === undefined) {
        throw new FabricError({
          code: 'NOT_FOUND',
          message: `${peer.name}: unknown channel`,
          reason: 'UNKNOWN_CHANNEL',
        });
      }
      // Before the ordering service has the channel, it is the block that the peer was given.
      const all = ordering.channels.get(channelID) ?? [joined];
      return all.slice(0, Math.max(1, all.length - peer.lag));
    };
    const admin: PeerAdmin = {
      name: peer.name,
      install: notUsed,
      queryInstalled: notUsed,
      getInstalledPackage: notUsed,
      joinChannel: (block) => peer.answer(() => peer.join(block)),
      listChannels: () => peer.answer(() => [...peer.channels.keys()]),
      getChainInfo: notUsed,
      getConfigBlock: (channelID) => peer.answer(() => this.#readable(blocks(channelID).at(-1))),
      close: () => undefined,
    };
    return {
      name: peer.name,
      admin,
      queryCommitted: notUsed,
      fetchBlock: (channelID, number) => peer.answer(() => this.#readable(blocks(channelID)[Number(number)])),
    };
  }

  #readable(block: common.Block | undefined): common.Block {
    const { ordering } = this.#options;
    if (block === undefined) {
      throw new FabricError({
        code: 'NOT_FOUND',
        message: `${this.peer.name}: no such block`,
        reason: 'UNKNOWN_BLOCK',
      });
    }
    const channelID = channelIDOf(block);
    const members = ordering.channels.has(channelID)
      ? ordering.config(channelID).getChannelGroup()?.getGroupsMap().get('Application')?.getGroupsMap()
      : undefined;
    if (members !== undefined && !members.has(this.mspID)) {
      throw new FabricError({
        code: 'FORBIDDEN',
        message: `${this.peer.name}: access denied`,
        reason: 'ACCESS_DENIED',
      });
    }
    return block;
  }

  #ordererAdmin(): OrdererAdmin {
    const { orderer } = this;
    const { ordering } = this.#options;
    const channel = (name: string) => ({ name, status: 'active', consensusRelation: 'consenter', height: 1n });
    return {
      name: orderer.name,
      join: (channelID, block) =>
        orderer.answer(() => {
          const { alreadyJoined } = orderer.join(block);
          if (!ordering.channels.has(channelID)) {
            ordering.start(block);
          }
          return { alreadyJoined, channel: channel(channelID) };
        }),
      list: () => orderer.answer(() => [...orderer.channels.keys()]),
      info: (channelID) => orderer.answer(() => (orderer.channels.has(channelID) ? channel(channelID) : undefined)),
      remove: () => Promise.reject(new Error('agents do not do this')),
    };
  }
}
